import { personKey } from '#cli/hub/local-person.ts';
import { createIdentities, type Identities } from './identities.ts';
import type { SignatureScope } from './signature.ts';

const SPOKE = { accountId: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/run', functionName: 'instance-patcher' };

function scope(overrides: Partial<SignatureScope> = {}): SignatureScope {
  return { accessKeyId: 'test', region: 'us-east-1', service: 'sts', ...overrides };
}

describe('identities', () => {
  let nowMs = 0;
  let identities: Identities;
  beforeEach(() => {
    nowMs = Date.parse('2026-01-01T00:00:00Z');
    identities = createIdentities({ now: () => nowMs });
  });

  it('know the administrator of the hub', () => {
    const known = { accountId: '000000000000', arn: 'arn:aws:iam::000000000000:user/test' };
    expect(identities.recognise(scope())).toEqual({ known });
  });

  it('know a person by the name in the key, whatever letters it has', () => {
    const person = { accountId: '000000000000', arn: 'Ana / Böhm' };
    expect(identities.recognise(scope({ accessKeyId: personKey('Ana / Böhm') }))).toEqual({ known: person });
    expect(identities.find(personKey('Ana / Böhm'))).toEqual(person);
    expect(['person.', 'person.%E0%A4%A'].map((accessKeyId) => identities.recognise(scope({ accessKeyId })))).toEqual([{ refused: 'unknown-key' }, { refused: 'unknown-key' }]);
  });

  it('know a function by the key it was given', () => {
    identities.register('AKIAPLANNER', SPOKE);
    expect(identities.recognise(scope({ accessKeyId: 'AKIAPLANNER' }))).toEqual({ known: SPOKE });
  });

  it('know a session until the very moment it expires on the given clock', () => {
    const { accessKeyId, sessionToken, expiresAtMs } = identities.mint(SPOKE, 900);
    expect(expiresAtMs).toBe(nowMs + 900_000);
    nowMs = expiresAtMs - 1;
    expect(identities.recognise(scope({ accessKeyId, sessionToken }))).toEqual({ known: SPOKE });
    nowMs = expiresAtMs;
    expect(identities.recognise(scope({ accessKeyId, sessionToken }))).toEqual({ refused: 'expired' });
  });

  it('refuse a session without its token', () => {
    const { accessKeyId } = identities.mint(SPOKE, 900);
    expect(identities.recognise(scope({ accessKeyId }))).toEqual({ refused: 'wrong-session-token' });
  });

  it('call a session of before a restart expired, and any other key unknown', () => {
    expect(identities.recognise(scope({ accessKeyId: 'ASIAFORGOTTEN' }))).toEqual({ refused: 'expired' });
    expect(identities.recognise(scope({ accessKeyId: 'AKIAOTHER' }))).toEqual({ refused: 'unknown-key' });
  });
});
