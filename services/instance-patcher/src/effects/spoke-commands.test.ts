import { NIGHT, SetClock } from '#shared/testing/test-aggregate.ts';

import { awsError, ScriptedSpoke } from '../testing/scripted-spoke.fixture.ts';
import { sendCommandInput } from './send-command-input.ts';
import { createInMemorySpokeCommands } from './spoke-commands.in-memory.ts';
import { spokeCommandsSuite } from './spoke-commands.suite.ts';
import { spokeFailureOf } from './spoke-failure.ts';

spokeCommandsSuite('in memory', () => {
  const clock = new SetClock(NIGHT);
  const spoke = new ScriptedSpoke(clock);
  spoke.unknown.add('i-0000000000000dead');
  return Promise.resolve({
    spokeCommands: createInMemorySpokeCommands((...call) => {
      if (call[0] === '999999999999') throw awsError('AccessDenied');
      return spoke.call(...call);
    }),
    accountId: '111111111111',
    region: 'us-east-1',
    instanceIds: ['i-00000000000000001', 'i-00000000000000002'],
    unknownId: 'i-0000000000000dead',
    refusingAccountId: '999999999999',
    now: () => clock.now(),
  });
});

test('SSM gets the run as snapshot, our token, and no breaker of its own', () => {
  const input = sendCommandInput({
    token: 'patchwave/token',
    instanceIds: ['i-00000000000000001'],
    runId: 'run',
    options: { operation: 'Install', rebootOption: 'NoReboot', deliveryTimeoutSeconds: 900 },
  });
  expect(input).toEqual({
    DocumentName: 'AWS-RunPatchBaseline',
    InstanceIds: ['i-00000000000000001'],
    Comment: 'patchwave/token',
    TimeoutSeconds: 900,
    MaxConcurrency: '100%',
    MaxErrors: '100%',
    Parameters: { Operation: ['Install'], RebootOption: ['NoReboot'], SnapshotId: ['run'] },
  });
});

test.each([
  ['ThrottlingException', 400, 'throttled'],
  ['AccessDeniedException', 400, 'denied'],
  ['InvalidInstanceId', 400, 'refused'],
  ['InvalidInstanceId', undefined, 'refused'],
  ['InvalidDocumentSchemaVersion', 400, 'refused'],
  ['InternalServerError', 500, 'unavailable'],
  ['RequestTimeout', 408, 'unavailable'],
  ['UnknownError', 403, 'unavailable'],
  ['TimeoutError', undefined, 'unavailable'],
])('%s with status %s means: %s', (name, status, kind) => {
  const error = Object.assign(awsError(name), status === undefined ? {} : { $metadata: { httpStatusCode: status } });
  expect(spokeFailureOf(error).kind).toBe(kind);
});

test('an answer that names no command leaves the send in doubt', async () => {
  const commands = createInMemorySpokeCommands(() => ({}));
  const session = await commands.connect('111111111111', 'us-east-1');
  const sent = session.ok ? await session.value.send({
    token: 't', instanceIds: [], runId: 'r', options: { operation: 'Scan', rebootOption: 'NoReboot', deliveryTimeoutSeconds: 60 },
  }) : session;
  expect(sent).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
});
