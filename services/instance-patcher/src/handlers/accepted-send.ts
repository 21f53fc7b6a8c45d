import type { Slice } from '#shared/domain/plan.ts';

import { expectedMinutesOf } from '../core/look-schedule.ts';
import { openOrdinals, type ClaimedCommand } from '../core/open-command.ts';
import type { SendAccepted } from '../core/send-accepted.ts';
import type { WorkingTarget } from '../core/target-state.ts';
import type { SentAtSpoke } from '../effects/spoke-commands.ts';
import { instancesAt } from './planned-slices.ts';

interface Claimed {
  target: WorkingTarget;
  command: ClaimedCommand;
  slice: Slice;
}

/** The slowest platform among its instances says when a command has usually ended. */
export function acceptedSend({ target, command, slice }: Claimed, sent: SentAtSpoke): SendAccepted {
  const platforms = instancesAt(slice, openOrdinals(command)).map(({ platform }) => platform);
  const expectedMinutes = expectedMinutesOf(target.options, platforms);
  return { kind: 'accepted', command: command.command, ...sent, expectedMinutes };
}
