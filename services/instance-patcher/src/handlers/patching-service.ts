import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { Message } from '#shared/choreography/message.ts';
import { onTick } from '#shared/choreography/tick.ts';
import type { DataOf, EventContract } from '#shared/events/contract.ts';
import { instancesVerified } from '#shared/events/instances-verified.ts';
import { runControlChanged } from '#shared/events/run-control-changed.ts';
import { targetsAdmitted } from '#shared/events/targets-admitted.ts';

import type { TargetInput } from '../core/decide-target.ts';
import { advanceTarget } from './advance-target.ts';
import { groupOf } from './message-group.ts';
import { onHints } from './on-hints.ts';
import { onTargetsAdmitted } from './on-targets-admitted.ts';
import type { Patching, PatchingEffects } from './patching-effects.ts';
import { rememberSlices } from './planned-slices.ts';
import { applyControl } from './run-control-item.ts';

export function createPatchingService(given: PatchingEffects): QueueService {
  const effects: Patching = { ...given, slices: rememberSlices(given.objects) };
  return {
    contracts: [targetsAdmitted, runControlChanged, instancesVerified] as readonly EventContract<unknown>[],
    groupOf,
    onTick: () => onTick(effects),
    async onGroup(group, messages) {
      const admitted = eventsOf(messages, targetsAdmitted);
      if (admitted.length > 0) return onTargetsAdmitted(effects, admitted);
      const [changed, ...more] = eventsOf(messages, runControlChanged);
      if (changed !== undefined) {
        return applyControl(effects, changed.runId, [changed, ...more].map(({ control }) => control));
      }
      const foreign = messages.filter((message) => message.kind === 'foreign');
      if (foreign.length > 0) return onHints(effects, foreign);
      return advanceTarget(effects, group, targetInputs(messages));
    },
  };
}

function targetInputs(messages: readonly Message[]): TargetInput[] {
  const verified = eventsOf(messages, instancesVerified).map((answer): TargetInput => ({ kind: 'verified', answer }));
  // Answers first: what was answered in the same batch need not be asked again.
  return messages.some(({ kind }) => kind === 'due') ? [...verified, { kind: 'due' }] : verified;
}

function eventsOf<Data>(messages: readonly Message[], contract: EventContract<Data>): DataOf<EventContract<Data>>[] {
  return messages
    .filter((message) => message.kind === 'event' && message.detailType === contract.detailType)
    .map((message) => (message as Extract<Message, { kind: 'event' }>).detail.data as Data);
}
