import fc from 'fast-check';

import type { Item, ItemStore } from '#shared/choreography/item.ts';
import type { Message } from '#shared/choreography/message.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';

import type { BudgetLedger } from '../core/budget-ledger.ts';
import { admissionInTest, messagesFor } from '../testing/admission-in-test.fixture.ts';
import { plannedTargets } from '../testing/wave-builders.fixture.ts';
import type { AdmissionKit } from './admission-effects.ts';

const TARGETS = 4;
const GROUPS = ['a', 'b', 'c'];

/** What the targets of a night need and how they fare: by wave, by target. */
const fate = fc.record({
  groups: fc.subarray(GROUPS),
  /** How many members of each group do not come back. */
  failures: fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }),
  /** Whether it says so before its end, too. */
  progresses: fc.boolean(),
});
const ofWave = fc.array(fate, { minLength: TARGETS, maxLength: TARGETS });
const night = fc.record({
  canary: ofWave,
  rest: ofWave,
  limit: fc.integer({ min: 1, max: 3 }),
  /** Saves that die, by their number: before they are made, or after. */
  deaths: fc.uniqueArray(fc.tuple(fc.nat(80), fc.boolean()), { maxLength: 4, selector: ([save]) => save }),
  /** How many targets end together, turn by turn. */
  paces: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
});
type Night = typeof night extends fc.Arbitrary<infer Value> ? Value : never;
type WaveName = 'canary' | 'rest';

function targetsOf(wave: WaveName, { [wave]: fates, limit }: Night): PlannedTarget[] {
  const prefix = wave === 'canary' ? '1' : '2';
  return plannedTargets(TARGETS).map((target, ordinal) => ({
    ...target,
    accountId: `${prefix}${target.accountId.slice(1)}`,
    ...(fates[ordinal]!.groups.length === 0 ? {} : { lent: fates[ordinal]!.groups.map((name) => ({ name, limit, members: 3 })) }),
  }));
}

/** Loads and saves of all handlers take turns in the order that chance wants; some saves die. */
function interleaved(kit: AdmissionKit, scheduler: fc.Scheduler, { deaths }: Night): AdmissionKit {
  const saves = { made: 0 };
  const dies = (before: boolean) => deaths.some(([save, isBefore]) => save === saves.made && isBefore === before);
  return {
    ...kit,
    items<State, Recipe>(): ItemStore<State, Recipe> {
      const store = kit.items<State, Recipe>();
      const save = async (item: Item<State, Recipe>) => {
        saves.made += 1;
        const [diesBefore, diesAfter] = [dies(true), dies(false)];
        if (diesBefore) throw new Error('died before a save');
        const answer = await store.save(item);
        if (diesAfter) throw new Error('died after a save');
        return answer;
      };
      return { load: scheduler.scheduleFunction((key: string) => store.load(key)), save: scheduler.scheduleFunction(save) };
    },
  };
}

/** Takes the part of all targets, and holds what they are told against what the budgets allow. */
class Fleet {
  readonly admitted = new Map<string, { lent: readonly number[]; kept: readonly number[]; hasEnded: boolean }>();
  readonly broken: string[] = [];
  private readonly night: Night;

  constructor(planned: Night) {
    this.night = planned;
  }

  hear(wave: WaveName, ordinal: number, lent: readonly number[]): void {
    const name = `${wave} ${String(ordinal)}`;
    const known = this.admitted.get(name);
    if (known === undefined) this.begin(name, { wave, ordinal, lent });
    else if (!known.hasEnded && String(known.lent) !== String(lent)) this.broken.push(`${name} was lent ${String(known.lent)}, then ${String(lent)}`);
  }

  working(): { wave: WaveName; ordinal: number }[] {
    return [...this.admitted].filter(([, { hasEnded }]) => !hasEnded).map(([name]) => {
      const [wave, ordinal] = name.split(' ');
      return { wave: wave as WaveName, ordinal: Number(ordinal) };
    });
  }

  /** The target is done with its members that came back. */
  settle(wave: WaveName, ordinal: number, hasEnded: boolean): string | undefined {
    const name = `${wave} ${String(ordinal)}`;
    const { lent } = this.admitted.get(name)!;
    const { failures } = this.night[wave][ordinal]!;
    const kept = lent.map((share, index) => Math.min(share, failures[index]!));
    this.admitted.set(name, { lent, kept, hasEnded });
    return kept.length === 0 ? undefined : kept.join(',');
  }

  /** Members out of service, or of ended targets only. */
  out(group: string, ofEnded = false): number {
    return [...this.admitted].reduce((sum, [name, { kept, hasEnded }]) => {
      const [wave, ordinal] = name.split(' ');
      const index = this.night[wave as WaveName][Number(ordinal)]!.groups.indexOf(group);
      return sum + (ofEnded && !hasEnded ? 0 : (kept[index] ?? 0));
    }, 0);
  }

  private begin(name: string, { wave, ordinal, lent }: { wave: WaveName; ordinal: number; lent: readonly number[] }): void {
    const { groups } = this.night[wave][ordinal]!;
    groups.forEach((group, index) => {
      if (lent[index] === 0 && this.out(group, true) < this.night.limit) this.broken.push(`${name} got nothing of ${group}, which is not used up`);
    });
    this.admitted.set(name, { lent, kept: lent, hasEnded: false });
    for (const group of groups) if (this.out(group) > this.night.limit) this.broken.push(`${String(this.out(group))} of ${group} were out with ${name}`);
  }
}

/** Delivers until both waves have ended, what failed once more. Returns what the ledgers hold then. */
async function live(planned: Night, scheduler: fc.Scheduler) {
  const fleet = new Fleet(planned);
  const targets = { canary: targetsOf('canary', planned), rest: targetsOf('rest', planned) };
  const messages = { canary: messagesFor('canary', targets.canary), rest: messagesFor('rest', targets.rest) };
  const world = await admissionInTest(targets, (kit) => {
    const publish = kit.bus.publish.bind(kit.bus);
    kit.bus.publish = (events) => {
      for (const { data } of events) {
        const { wave, targets: said = [] } = data as { wave: WaveName; targets?: { ordinal: number; lent?: string }[] };
        for (const { ordinal, lent } of said) fleet.hear(wave, ordinal, lent?.split(',').map(Number) ?? []);
      }
      return publish(events);
    };
    return interleaved(kit, scheduler, planned);
  });
  const ended = () => world.bus.published.filter(({ contract }) => contract.name === 'WaveCompleted').map(({ data }) => (data as { wave: string }).wave);
  let waiting: Message[] = [messages.canary.started(), messages.rest.started(), messages.canary.started()];
  for (let turn = 0; new Set(ended()).size < 2; turn += 1) {
    if (turn > 60) throw new Error(`no end: ${String(fleet.admitted.size)} targets were admitted, ${String(fleet.working().length)} are in work`);
    waiting = await deliverAll(waiting, { world, scheduler });
    world.clock.advanceMinutes(6);
    waiting.push(messages.canary.due, messages.rest.due);
    for (const { wave, ordinal } of fleet.working().slice(0, planned.paces[turn % planned.paces.length])) {
      const say = messages[wave];
      if (planned[wave][ordinal]!.progresses) waiting.push(say.progressed(ordinal, withKept(fleet.settle(wave, ordinal, false))));
      const completed = say.completed(ordinal, withKept(fleet.settle(wave, ordinal, true)));
      waiting.push(completed, completed);
    }
  }
  while (waiting.length > 0) waiting = await deliverAll(waiting, { world, scheduler });
  return { fleet, ledgers: GROUPS.map((group) => world.ledger(group)).filter((ledger) => ledger !== undefined) };
}

function withKept(kept: string | undefined) {
  return kept === undefined ? {} : { kept };
}

async function deliverAll(messages: readonly Message[], { world, scheduler }: { world: Awaited<ReturnType<typeof admissionInTest>>; scheduler: fc.Scheduler }): Promise<Message[]> {
  const outcomes = Promise.allSettled(messages.map((message) => world.deliver(message)));
  const settled = await scheduler.waitFor(outcomes);
  return messages.filter((_, index) => settled[index]?.status === 'rejected');
}

const held = (ledger: BudgetLedger) => [ledger.holders, ledger.keptForGood <= ledger.limit];

/** Two waves at once, each message in a handler of its own, duplicates and deaths included. */
describe('however the handlers of two waves interleave and die', () => {
  it('no budget is exceeded, no share changes in flight, none is withheld, all is given back and everybody is admitted', async () => {
    await fc.assert(fc.asyncProperty(fc.scheduler(), night, async (scheduler, planned) => {
      const { fleet, ledgers } = await live(planned, scheduler);
      expect(fleet.broken).toEqual([]);
      expect(fleet.admitted.size).toBe(2 * TARGETS);
      expect(ledgers.map(held)).toEqual(ledgers.map(() => [{}, true]));
    }), { numRuns: 40 });
  });
});
