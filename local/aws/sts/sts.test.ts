import { createIdentities } from '#local/wire/identities.ts';
import type { Caller } from '#local/wire/service.ts';
import { awsErrorOf } from '#test/local/wire/aws-error-of.ts';

import { createSts } from './sts.ts';

const NOW_MS = Date.parse('2026-01-01T00:00:00Z');
const HUB: Caller = { accountId: '000000000000', region: 'us-east-1', arn: 'arn:aws:iam::000000000000:user/test', accessKeyId: 'test' };
const ROLE_ARN = 'arn:aws:iam::111111111111:role/PatchExecRole';

function perfectRequest() {
  return { RoleArn: ROLE_ARN, RoleSessionName: 'run-1', ExternalId: 'patchwave-local' };
}

interface Situation {
  caller?: Caller;
  refuses?: boolean;
}

function assume(input: object, { caller = HUB, refuses = false }: Situation = {}): unknown {
  const identities = createIdentities({ now: () => NOW_MS });
  const find = (arn: string) => (arn === ROLE_ARN ? { accountId: '111111111111', externalId: 'patchwave-local', refuses } : undefined);
  return createSts({ identities, roles: { find } })['AssumeRole']!(input as never, caller);
}

describe('AssumeRole', () => {
  it('gives keys of the spoke for an hour', () => {
    expect(assume(perfectRequest())).toEqual({
      AssumedRoleUser: {
        Arn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/run-1',
        AssumedRoleId: 'AROA111111111111PATCHWAVE:run-1',
      },
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{16}$/) as unknown,
        SecretAccessKey: expect.any(String) as unknown,
        SessionToken: expect.any(String) as unknown,
        Expiration: new Date(NOW_MS + 3_600_000),
      },
    });
  });

  it.each([
    ['a role that does not exist', { RoleArn: 'arn:aws:iam::111111111111:role/Other' }, {}],
    ['another external id', { ExternalId: 'guess' }, {}],
    ['no external id', { ExternalId: undefined }, {}],
    ['a caller outside the hub', {}, { caller: { ...HUB, accountId: '222222222222' } }],
    ['a role that refuses', {}, { refuses: true }],
  ])('denies %s', (_, spoilt, situation) => {
    const request = { ...perfectRequest(), ...spoilt };
    const caller = 'caller' in situation ? situation.caller : HUB;
    expect(awsErrorOf(() => assume(request, situation))).toEqual({
      code: 'AccessDenied',
      message: `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.RoleArn}`,
    });
  });

  it.each([
    ['a duration under 15 minutes', { DurationSeconds: 899 }, 'greater than or equal to 900'],
    ['a duration over an hour', { DurationSeconds: 3601 }, 'MaxSessionDuration'],
    ['a session name with a space', { RoleSessionName: 'run 1' }, 'roleSessionName'],
    ['what is no role', { RoleArn: 'arn:aws:iam::111111111111:user/x' }, 'RoleArn'],
  ])('refuses %s, saying why', (_, spoilt, reason) => {
    const { code, message } = awsErrorOf(() => assume({ ...perfectRequest(), ...spoilt }));
    expect(code).toBe('ValidationError');
    expect(message).toContain(reason);
  });

  it('tells a chained caller that its limit is that of chaining', () => {
    const chained = { ...HUB, arn: 'arn:aws:sts::000000000000:assumed-role/planner/x' };
    expect(() => assume({ ...perfectRequest(), DurationSeconds: 7200 }, { caller: chained })).toThrow(/role chaining/);
  });
});
