import { handleRecords } from '#shared/choreography/handle-records.ts';
import { dueBody } from '#shared/choreography/message.ts';
import { detailOf } from '#shared/choreography/event-bus.ts';
import { commandReported } from '#shared/events/command-reported.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';
import { checkKeyOf, type CheckState, type Question } from '../core/check-state.ts';
import { createInMemorySpokeEvidence } from '../effects/spoke-evidence.in-memory.ts';
import { createChecking } from './checking-service.ts';

const RUN = '0b6f2f0e-3c5b-4a6e-9a39-4c1f3a4f5b6c';
const FIRST = 'i-0aaaaaaaaaaaaaaaa';
const SECOND = 'i-0bbbbbbbbbbbbbbbb';
const MINUTE = 60_000;

const question = (spoilt: Partial<Question> = {}): Question => ({
  runId: RUN, wave: 'canary', target: 3, accountId: '111111111111', region: 'us-east-1', command: 0, look: 0,
  commandId: 'c-1', instanceIds: [FIRST, SECOND],
  options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 600 },
  sentAt: NIGHT, expiresAt: NIGHT + 120 * MINUTE, ...spoilt,
});
const body = (data: Question): string =>
  JSON.stringify({
    source: 'patchwave.instance-patcher',
    'detail-type': commandReported.detailType,
    detail: detailOf({ id: 'e1', runId: RUN, occurredAt: NIGHT, contract: commandReported, data }),
  });

/** What SSM would answer; a test changes it as time passes. */
class Spoke {
  status: Record<string, string> = { [FIRST]: 'Success', [SECOND]: 'Success' };
  proven = new Set([FIRST, SECOND]);
  isDown = false;
  calls: string[] = [];

  answer(operation: string, input: { InstanceIds?: string[] }): unknown {
    this.calls.push(operation);
    if (this.isDown) throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    if (operation === 'ListCommandInvocations') {
      return { CommandInvocations: Object.entries(this.status).map(([InstanceId, StatusDetails]) => ({ InstanceId, StatusDetails })) };
    }
    const proven = (input.InstanceIds ?? []).filter((id) => this.proven.has(id));
    return { InstancePatchStates: proven.map((id) => patchState(id)) };
  }
}

const patchState = (InstanceId: string) => ({
  InstanceId, Operation: 'Install', SnapshotId: RUN, OperationStartTime: new Date(NIGHT + MINUTE), OperationEndTime: new Date(NIGHT + 2 * MINUTE),
  InstalledCount: 7, MissingCount: 0, FailedCount: 0, InstalledPendingRebootCount: 0,
});

function stage() {
  const kit = inMemoryKit(NIGHT + 10 * MINUTE);
  const spoke = new Spoke();
  const evidence = createInMemorySpokeEvidence((...[, , operation, input]) => (operation === 'AssumeRole' ? {} : spoke.answer(operation, input)));
  const service = createChecking({ ...kit, evidence });
  const buried: string[] = [];
  const errors: unknown[] = [];
  const deliver = (...bodies: string[]) =>
    handleRecords(
      service,
      {
        deadLetters: { send: (_record, cause) => {
          buried.push(cause);
          return Promise.resolve();
        } },
        observe: (_group, _messages, error) => { if (error !== undefined) errors.push(error); },
      },
      bodies.map((text, index) => ({ messageId: String(index), body: text })),
    );
  const item = () => kit.table.items.get(KEY)?.state as CheckState | undefined;
  const said = () => kit.bus.published.map(({ data }) => data as { look: number; verdicts: string; causes: string; minutes: string });
  return { ...kit, spoke, deliver, item, said, buried, errors };
}
const KEY = checkKeyOf(question());

describe('a look', () => {
  it('says what the evidence says, and keeps the findings first', async () => {
    const { deliver, bus, objects } = stage();
    await deliver(body(question()));
    const findingsKey = `runs/${RUN}/findings/canary/3/0-0.json`;
    expect(bus.facts()).toEqual([
      {
        name: 'InstancesVerified',
        data: {
          runId: RUN, wave: 'canary', target: 3, accountId: '111111111111', region: 'us-east-1', command: 0, look: 0,
          verdicts: 'CC', causes: '..', minutes: '0202', findingsKey,
        },
      },
    ]);
    expect(JSON.parse(objects.bodies.get(findingsKey) ?? '')).toMatchObject({
      lookedAt: NIGHT + 10 * MINUTE,
      instances: [{ id: FIRST, verdict: 'C', cause: '.', invocation: 'Success', installed: 7, missing: 0 }, { id: SECOND, verdict: 'C' }],
    });
  });

  it('reads once for all questions of a batch, and answers the highest', async () => {
    const { deliver, spoke, said } = stage();
    await deliver(body(question()), body(question({ look: 2 })), body(question({ look: 1 })));
    expect(spoke.calls).toEqual(['ListCommandInvocations', 'DescribeInstancePatchStates']);
    expect(said().map(({ look }) => look)).toEqual([2]);
  });

  it('leaves who is not done open, and asks nobody whose agent need not be asked', async () => {
    const { deliver, spoke, said } = stage();
    spoke.status[SECOND] = 'InProgress';
    await deliver(body(question()));
    expect(said()).toMatchObject([{ verdicts: 'C.', causes: '..' }]);
    expect(spoke.calls).not.toContain('DescribeInstanceInformation');
  });

  it('keeps a verdict once given, whatever a later look sees', async () => {
    const { deliver, spoke, said } = stage();
    spoke.status[SECOND] = 'InProgress';
    await deliver(body(question()));
    spoke.status = { [FIRST]: 'Failed', [SECOND]: 'Failed' };
    await deliver(body(question({ look: 1 })));
    expect(said().at(-1)).toMatchObject({ look: 1, verdicts: 'CF', causes: '.x' });
  });

  it('gives the evidence of a success three minutes, and says when to look again', async () => {
    const { deliver, clock, spoke, said } = stage();
    spoke.proven.delete(SECOND);
    await deliver(body(question()));
    expect(said()).toMatchObject([{ verdicts: 'Ce', lookAgainAt: clock.now() + MINUTE }]);
    for (const look of [1, 2, 3]) {
      clock.advanceMinutes(1);
      await deliver(body(question({ look })));
    }
    expect(said().map(({ verdicts, causes }) => `${verdicts} ${causes}`)).toEqual(['Ce ..', 'Ce ..', 'Ce ..', 'CN .n']);
  });

  it('is not fooled into "no evidence" by a burst of hints', async () => {
    const { deliver, spoke, said } = stage();
    spoke.proven.delete(SECOND);
    for (const look of [0, 1, 2, 3, 4]) await deliver(body(question({ look })));
    expect(said().at(-1)).toMatchObject({ look: 4, verdicts: 'Ce' });
  });

  it('says how long it took from the send to the end of the operation, of whoever has a verdict and proof', async () => {
    const { deliver, spoke, said } = stage();
    spoke.status[SECOND] = 'InProgress';
    await deliver(body(question({ sentAt: NIGHT + 30_000 })));
    spoke.status[SECOND] = 'Failed';
    spoke.proven.clear();
    await deliver(body(question({ look: 1 })));
    expect(said().map(({ verdicts, minutes }) => `${verdicts} ${minutes}`)).toEqual(['C. 02..', 'CF 02..']);
  });

  it('says when a command past its expiry will be given up', async () => {
    const { deliver, clock, spoke, said } = stage();
    spoke.status[SECOND] = 'InProgress';
    clock.advanceMinutes(111);
    await deliver(body(question()));
    expect(said()).toMatchObject([{ lookAgainAt: NIGHT + 150 * MINUTE + 1_000 }]);
  });
});

describe('a question asked again', () => {
  it('is answered again without a read', async () => {
    const { deliver, spoke, said, bus } = stage();
    await deliver(body(question()));
    await deliver(body(question()));
    expect(spoke.calls).toHaveLength(2);
    expect(said()).toEqual([said()[0], said()[0]]);
    expect(new Set(bus.published.map(({ id }) => id)).size).toBe(2);
  });

  it('is answered under its own number when all was decided before', async () => {
    const { deliver, spoke, said, bus } = stage();
    await deliver(body(question()));
    await deliver(body(question({ look: 4 })));
    expect(spoke.calls).toHaveLength(2);
    expect(said().at(-1)).toMatchObject({ look: 4, verdicts: 'CC' });
    expect(bus.published.at(-1)?.data).toMatchObject({ findingsKey: `runs/${RUN}/findings/canary/3/0-0.json` });
  });

  it('makes no item when it comes so late that SSM has forgotten the command', async () => {
    const { deliver, clock, item, said } = stage();
    clock.advanceMinutes(33 * 24 * 60);
    expect(await deliver(body(question()))).toEqual([]);
    expect(item()).toBeUndefined();
    expect(said()).toEqual([]);
  });
});

describe('a read that fails', () => {
  it('says nothing, and is tried again after 1, 2, 4, 8 and then every 15 minutes', async () => {
    const { deliver, clock, spoke, item, said } = stage();
    spoke.isDown = true;
    await deliver(body(question()));
    const waits: number[] = [];
    for (let read = 1; read <= 6; read += 1) {
      const dueAt = item()?.readAgainAt ?? 0;
      waits.push((dueAt - clock.now()) / MINUTE);
      clock.advanceMinutes((dueAt - clock.now()) / MINUTE);
      await deliver(dueBody({ key: KEY, dueAt }));
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
    expect(said()).toEqual([]);
  });

  it('is not hurried by further questions, but their number is kept', async () => {
    const { deliver, spoke, item } = stage();
    spoke.isDown = true;
    await deliver(body(question()));
    await deliver(body(question({ look: 1 })));
    expect(spoke.calls).toHaveLength(2);
    expect(item()).toMatchObject({ asked: 1, answered: -1, readFailures: 1 });
  });

  it('is forgotten when the region answers again', async () => {
    const { deliver, clock, spoke, item, said } = stage();
    spoke.isDown = true;
    await deliver(body(question()));
    spoke.isDown = false;
    clock.advanceMinutes(1);
    await deliver(dueBody({ key: KEY, dueAt: clock.now() }));
    expect(said()).toMatchObject([{ look: 0, verdicts: 'CC' }]);
    expect(item()).toMatchObject({ readFailures: 0 });
    expect(item()).not.toHaveProperty('readAgainAt');
  });

  it('ends two hours after the expiry: whoever is still open was unreachable', async () => {
    const { deliver, clock, spoke, said } = stage();
    spoke.status[SECOND] = 'InProgress';
    await deliver(body(question()));
    spoke.isDown = true;
    clock.advanceMinutes(111 + 120);
    await deliver(body(question({ look: 1 })));
    expect(said().at(-1)).toMatchObject({ look: 1, verdicts: 'CU', causes: '.g' });
  });
});

describe('two looks at once', () => {
  it('agree on the findings that were written first', async () => {
    const { deliver, objects, spoke, said } = stage();
    const key = `runs/${RUN}/findings/canary/3/0-0.json`;
    spoke.status[SECOND] = 'InProgress';
    await deliver(body(question()));
    const first = objects.bodies.get(key) ?? '';
    const later = stage();
    later.objects.bodies.set(key, first);
    await later.deliver(body(question()));
    expect(later.said()).toEqual(said());
    expect(later.objects.bodies.get(key)).toBe(first);
  });
});

describe('the queue', () => {
  it('acknowledges an alarm for a command that it does not know', async () => {
    const { deliver, item } = stage();
    expect(await deliver(dueBody({ key: KEY, dueAt: NIGHT }))).toEqual([]);
    expect(item()).toBeUndefined();
  });

  it('posts alarms at the tick', async () => {
    const { deliver, spoke, dueQueue } = stage();
    spoke.isDown = true;
    await deliver(body(question()));
    const before = dueQueue.posted.length;
    await deliver(JSON.stringify({ type: 'Tick' }));
    expect(dueQueue.posted.slice(before)).toEqual([{ due: { key: KEY, dueAt: NIGHT + 11 * MINUTE }, delaySeconds: 60 }]);
  });

  it('refuses what its rules should never have let in', async () => {
    const { deliver } = stage();
    const foreign = JSON.stringify({ source: 'aws.ssm', 'detail-type': 'X', account: '1', region: 'r', detail: {} });
    await expect(deliver(foreign)).rejects.toThrow('expected CommandReported or Due');
  });
});
