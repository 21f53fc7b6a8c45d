import type { Restore } from '#shared/domain/restore.ts';
import { outcomesKeyOf } from '#shared/domain/run-objects.ts';
import { targetOutcomes } from '#shared/domain/target-outcomes.ts';
import type { Slice } from '#shared/domain/plan.ts';

import { isSentBefore } from '../core/forgetful.ts';
import { expectedMinutesOf } from '../core/look-schedule.ts';
import type { Recalled } from '../core/recall.ts';
import type { SpokenCommand } from '../core/take-over.ts';
import { commandOfToken } from '../core/target-identity.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import type { ListedCommand } from '../effects/spoke-commands.ts';
import type { Patching } from './patching-effects.ts';
import type { Performed } from './performed.ts';
import { instancesAt } from './planned-slices.ts';
import { recallStop } from './stop-words.ts';

/** Finds what a target did and has forgotten, where no restore reaches: in its region, and in the run bucket. Reads only. */
export async function recallCommands(effects: Patching, target: WorkingTarget, restore: Restore): Promise<Performed> {
  const unanswered: Recalled = { kind: 'recalled', restore: restore.stoppedAt, found: undefined };
  const session = await effects.spokeCommands.connect(target.accountId, target.region);
  if (!session.ok) return { input: unanswered };
  const listed = await session.value.list(since(target, restore));
  if (!listed.ok) return { input: unanswered };
  const slice = await effects.slices.of(target);
  const said = await effects.objects.read(outcomesKeyOf(target));
  const others = listed.value.filter((one) => isOfAnother(target, one) && isSentBefore(restore, one.sentAt));
  return {
    input: {
      ...unanswered,
      found: {
        commands: listed.value.flatMap((one) => spokenCommand(target, slice, one)),
        othersUntil: others.length === 0 ? undefined : Math.max(...others.map(({ expiresAt }) => expiresAt)),
        stop: await recallStop(effects, target),
        ending: said === undefined ? undefined : endingOf(targetOutcomes.parse(said)),
      },
    },
  };
}

/** A claim that the table still knows may have been sent a little before its moment. */
function since({ commands }: WorkingTarget, { restoredTo }: Restore): number {
  return Math.min(restoredTo, ...commands.flatMap((command) => (command.phase === 'Claimed' ? [command.claimedAt] : [])));
}

function isOfAnother(target: WorkingTarget, { token }: ListedCommand): boolean {
  return token.startsWith('patchwave/') && commandOfToken(target, token) === undefined;
}

function spokenCommand(target: WorkingTarget, slice: Slice, listed: ListedCommand): SpokenCommand[] {
  const command = commandOfToken(target, listed.token);
  if (command === undefined) return [];
  const ids = new Set(listed.instanceIds);
  const instances = slice.instances.flatMap(({ id }, ordinal) => (ids.has(id) ? [ordinal] : []));
  const platforms = instancesAt(slice, instances).map(({ platform }) => platform);
  const { commandId, sentAt, expiresAt } = listed;
  return [{ command, commandId, sentAt, expiresAt, expectedMinutes: expectedMinutesOf(target.options, platforms), instances }];
}

function endingOf({ outcomes, causes, attempts }: { outcomes: string; causes: string; attempts: string }) {
  return { outcomes, causes, attempts };
}
