import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { Message } from '#shared/choreography/message.ts';
import { planCreated } from '#shared/events/plan-created.ts';
import { runCompleted } from '#shared/events/run-completed.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { voteCast } from '#shared/events/vote-cast.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import { approvalKeyOf } from '../core/approval-key.ts';
import type { ApprovalState, Vote } from '../core/approval-state.ts';
import { aPlan, aRequest, aVote, HOUR_MS, person, RUN_ID, SHOWN_HASH } from '../testing/approval-builders.fixture.ts';
import { approvalService } from './approval-service.ts';

const KEY = approvalKeyOf(aRequest());
const message = ({ contract, data }: Fact, id = 'm'): Message => ({
  kind: 'event',
  detailType: contract.detailType,
  detail: { metadata: { id, runId: RUN_ID, occurredAt: '2026-03-10T02:00:00Z' }, data },
});
const plan = (approval = {}) => message(fact(planCreated, aPlan(approval)));
function vote(changes: Partial<Vote> = {}): Message {
  const { voteId, ...data } = aVote(changes);
  return message(fact(voteCast, data), voteId);
}
const controlled = (state: 'Paused' | 'Aborted') =>
  message(fact(runControlChanged, { runId: RUN_ID, control: { seq: 2, state, haltedWaves: [] }, by: person('ana'), reason: '' }));
const completed = () =>
  message(fact(runCompleted, {
    runId: RUN_ID, policyName: 'web', requestedBy: person('ana'), status: 'Failed', reason: '', waves: [],
    planned: 0, outcomes: {}, commands: { planned: 0, accepted: 0, throttled: 0 }, startedAt: NIGHT, endedAt: NIGHT,
  }));

function setUp() {
  const kit = inMemoryKit();
  const service = approvalService(kit);
  return {
    ...kit,
    service,
    deliver: (...messages: Message[]) => service.onGroup(service.groupOf(messages[0]!), messages),
    status: () => (kit.table.items.get(KEY)?.state as ApprovalState | undefined)?.status,
    said: () => kit.bus.published.splice(0).map(({ contract }) => contract.name),
  };
}

const { runId, wave, waveHash, validUntil, expiresAt } = aRequest();

describe('approval', () => {
  it('asks, and tells who approved until when', async () => {
    const { deliver, bus } = setUp();
    await deliver(plan());
    await deliver(vote());
    expect(bus.facts()).toEqual([
      { name: 'ApprovalRequested', data: { runId, wave, waveHash, instances: 40, quorum: 1, expiresAt } },
      { name: 'WaveApproved', data: { runId, wave, waveHash, approvedBy: [person('ben')], validUntil } },
    ]);
  });

  it('tells of a vote that counts while more are needed', async () => {
    const { deliver, bus, said } = setUp();
    await deliver(plan({ quorum: 2 }));
    said();
    await deliver(vote());
    expect(bus.facts()).toEqual([{ name: 'VoteCounted', data: { runId, wave, waveHash, voter: person('ben'), votes: 1, quorum: 2 } }]);
  });

  it('tells who rejected and why', async () => {
    const { deliver, bus, said } = setUp();
    await deliver(plan());
    said();
    await deliver(vote({ decision: 'reject', reason: 'Not tonight.' }));
    expect(bus.facts()).toEqual([
      { name: 'WaveRejected', data: { runId, wave, waveHash, rejectedBy: person('ben'), reason: 'Not tonight.' } },
    ]);
  });

  it('folds the votes of a batch, and tells each refused voter why', async () => {
    const { deliver, bus, said } = setUp();
    await deliver(plan());
    said();
    await deliver(vote({ voter: person('ana'), voteId: '1' }), vote({ waveHash: 'f'.repeat(64), voteId: '2' }), vote({ voteId: '3' }));
    expect(bus.facts()).toEqual([
      {
        name: 'VoteRefused',
        data: { runId, wave, voter: person('ana'), reason: 'You started this run yourself. Somebody else has to vote.' },
      },
      {
        name: 'VoteRefused',
        data: {
          runId, wave, voter: person('ben'),
          reason: 'You saw another plan than the one that waits for approval. Look at the current plan, then vote for its hash.',
        },
      },
      { name: 'WaveApproved', data: { runId, wave, waveHash: SHOWN_HASH, approvedBy: [person('ben')], validUntil } },
    ]);
  });

  it('refuses a vote for what was never asked, with an id that a repeat shares', async () => {
    const { deliver, bus, table } = setUp();
    await deliver(vote());
    await deliver(vote());
    expect(bus.published.map(({ id }) => id)).toEqual(['REFUSED#vote-ben', 'REFUSED#vote-ben']);
    expect(bus.facts()[0]).toEqual({
      name: 'VoteRefused',
      data: {
        runId, wave, voter: person('ben'),
        reason: 'There is no request for approval of this wave. Check the run and the wave with "patchwave approval list".',
      },
    });
    expect(table.items.size).toBe(0);
  });

  it('leaves such a vote to be tried again when the bus did not take the refusal', async () => {
    const { deliver, bus } = setUp();
    bus.refuseOnce.add('REFUSED#vote-ben');
    await expect(deliver(vote())).rejects.toThrow('the bus did not confirm VoteRefused');
  });

  it('asks nothing where no approval is required', async () => {
    const { deliver, said, table } = setUp();
    await deliver(plan({ required: false }));
    expect([said(), table.items.size]).toEqual([[], 0]);
  });

  it('expires when its time has come, found by the tick', async () => {
    const { deliver, service, said, clock, dueQueue } = setUp();
    await deliver(plan());
    said();
    clock.advanceMinutes(4 * 60 - 5);
    await service.onTick();
    expect(dueQueue.posted).toEqual([{ due: { key: KEY, dueAt: NIGHT + 4 * HOUR_MS }, delaySeconds: 300 }]);
    clock.advanceMinutes(5);
    await deliver({ kind: 'due', due: { key: KEY, dueAt: NIGHT + 4 * HOUR_MS } });
    await deliver({ kind: 'due', due: { key: KEY, dueAt: NIGHT + 4 * HOUR_MS } });
    expect(said()).toEqual(['ApprovalExpired']);
  });

  it('says its decision again to a plan that asks again', async () => {
    const { deliver, said } = setUp();
    await deliver(plan());
    await deliver(vote());
    await deliver(plan());
    expect(said()).toEqual(['ApprovalRequested', 'WaveApproved', 'WaveApproved']);
  });

  it('has nothing to do for an unknown alarm or a foreign message', async () => {
    const { deliver, said } = setUp();
    await deliver({ kind: 'due', due: { key: KEY, dueAt: 0 } });
    await deliver({ kind: 'foreign', source: 'aws.ssm', detailType: 'x', accountId: '1', region: 'r', detail: {} });
    expect(said()).toEqual([]);
  });
});

describe('the end of a run', () => {
  it.each([['abort', () => controlled('Aborted')], ['completion', completed]] as const)('by %s withdraws what waits', async (_name, end) => {
    const { deliver, said, status } = setUp();
    await deliver(plan());
    said();
    await deliver(end());
    expect([status(), said()]).toEqual(['Withdrawn', []]);
  });

  it('is not a pause', async () => {
    const { deliver, status } = setUp();
    await deliver(plan());
    await deliver(controlled('Paused'));
    expect(status()).toBe('Pending');
  });

  it('heard of before the plan keeps it from asking', async () => {
    const { deliver, said, status } = setUp();
    await deliver(completed());
    await deliver(plan());
    expect([status(), said()]).toEqual([undefined, []]);
  });

  it('that comes while the plan is being handled withdraws what it did not find', async () => {
    const kit = inMemoryKit();
    const ending = approvalService(kit);
    let isFirst = true;
    const service = approvalService({
      ...kit,
      // Between the note that the wave is asked for and the request itself.
      items<State, Recipe>() {
        const store = kit.items<State, Recipe>();
        return {
          ...store,
          async load(key: string) {
            if (key === KEY && isFirst) {
              isFirst = false;
              await ending.onGroup(ending.groupOf(completed()), [completed()]);
            }
            return store.load(key);
          },
        };
      },
    });
    await service.onGroup(service.groupOf(plan()), [plan()]);
    expect((kit.table.items.get(KEY)?.state as ApprovalState).status).toBe('Withdrawn');
  });
});
