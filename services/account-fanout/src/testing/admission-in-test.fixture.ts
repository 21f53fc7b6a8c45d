import { advance } from '#shared/choreography/advance.ts';
import { fact, type Fact } from '#shared/choreography/event-bus.ts';
import type { Message } from '#shared/choreography/message.ts';
import type { PlannedTarget } from '#shared/domain/plan.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import type { RunControl } from '#shared/events/scalars.ts';
import { targetCompleted } from '#shared/events/target-completed.ts';
import { targetProgressed } from '#shared/events/target-progressed.ts';
import { waveStarted } from '#shared/events/wave-started.ts';
import { inMemoryKit } from '#shared/testing/test-aggregate.ts';

import { budgetKeyOf, type BudgetLedger } from '../core/budget-ledger.ts';
import { waveKeyOf } from '../core/wave-key.ts';
import type { WaveOrder } from '../core/wave-state.ts';
import { admissionEffects, type AdmissionKit } from '../handlers/admission-effects.ts';
import { admissionService } from '../handlers/admission-service.ts';
import { aCompletedTarget, anOrder, aProgressedTarget, RUN_ID } from './wave-builders.fixture.ts';

const planKeyOf = (wave: string) => `runs/${RUN_ID}/plan/wave-${wave}.json`;

function messageOf({ contract, data }: Fact): Message {
  const detail = { metadata: { id: 'm', runId: RUN_ID, occurredAt: '2026-03-10T02:00:00Z' }, data };
  return { kind: 'event', detailType: contract.detailType, detail };
}

/** Messages for one wave; its numbers follow from its targets. */
export function messagesFor(wave: string, targets: readonly PlannedTarget[]) {
  const at = (target: number) => {
    const { accountId = '', region = '' } = targets[target] ?? {};
    return { wave, target, accountId, region };
  };
  return {
    started: (changes: Partial<WaveOrder> = {}) =>
      messageOf(fact(waveStarted, anOrder({ wave, waveKey: planKeyOf(wave), targets: targets.length, instances: 10 * targets.length, ...changes }))),
    progressed: (target: number, changes = {}) => messageOf(fact(targetProgressed, aProgressedTarget({ ...at(target), errors: 0, outcomes: {}, ...changes }))),
    completed: (target: number, changes = {}) => messageOf(fact(targetCompleted, aCompletedTarget({ ...at(target), ...changes }))),
    due: { kind: 'due', due: { key: waveKeyOf({ runId: RUN_ID, wave }), dueAt: 0 } } satisfies Message,
  };
}

export function controlled(control: Partial<RunControl>): Message {
  const word = { seq: 2, state: 'Running' as const, haltedWaves: [], ...control };
  return messageOf(fact(runControlChanged, { runId: RUN_ID, control: word, by: { kind: 'cli', id: 'ana' }, reason: '' }));
}

/** The admission of one run whose waves have these targets. `wrap` may change what the service works with. */
export async function admissionInTest(
  waves: Record<string, readonly PlannedTarget[]>,
  wrap: (kit: ReturnType<typeof inMemoryKit>) => AdmissionKit = (kit) => kit,
) {
  const kit = inMemoryKit();
  for (const [wave, targets] of Object.entries(waves)) {
    await kit.objects.putOnce(planKeyOf(wave), { runId: RUN_ID, wave, waveHash: anOrder().waveHash, targets });
  }
  const service = admissionService(wrap(kit));
  const effects = admissionEffects(kit);
  return {
    ...kit,
    effects,
    deliver: (first: Message, ...others: Message[]) => service.onGroup(service.groupOf(first), [first, ...others]),
    /** What was said of targets since the last call: their ordinals, those admitted with what they are lent. */
    said: () => kit.bus.published.splice(0).flatMap(({ contract, data }) => saidOf(contract.name, data)),
    ledger: (group: string) => kit.table.items.get(budgetKeyOf(RUN_ID, group))?.state as BudgetLedger | undefined,
    /** Puts a ledger there as a handler that died may have left it. */
    leaveLedger: (group: string, state: BudgetLedger) =>
      advance(effects.budgets, budgetKeyOf(RUN_ID, group), () => ({ state, events: [], effects: [] })),
  };
}

function saidOf(name: string, data: unknown): string[] {
  const { wave, targets, target } = data as { wave: string; targets?: { ordinal: number; lent?: string }[]; target?: number };
  if (targets !== undefined) return targets.map(({ ordinal, lent }) => `${wave} admits ${String(ordinal)}${lent === undefined ? '' : ` with ${lent}`}`);
  return name === 'TargetHeld' ? [`${wave} holds ${String(target)}`] : [];
}
