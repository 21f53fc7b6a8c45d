import { usualMinutes } from '#shared/domain/fit.ts';
import type { Platform } from '#shared/domain/inventory.ts';
import type { PatchOptions } from '#shared/events/scalars.ts';

import type { SentCommand } from './open-command.ts';

const MINUTE_MS = 60_000;

/** SSM needs a moment to write the end that it has reached. */
const AFTER_EXPIRY_MS = MINUTE_MS;
const OVERDUE_EVERY_MS = 15 * MINUTE_MS;

/** A look that is unanswered is asked for again. */
const ASK_AGAIN_MS = 5 * MINUTE_MS;

/** After an answer that left some open although SSM said that the command had ended everywhere. */
export const AFTER_END_MS = 5 * MINUTE_MS;

/** Failures come in bursts; one look sees them all. */
export const LOOKS_APART_MS = 60_000;

/** When a command on these platforms has usually ended, minutes after its send. */
export function expectedMinutesOf(options: PatchOptions, platforms: readonly Platform[]): number {
  return Math.max(...platforms.map((platform) => usualMinutes(options, platform)));
}

type Timing = Pick<SentCommand, 'sentAt' | 'expectedMinutes' | 'expiresAt'>;

/** When to look without any hint: at the usual end, at twice that, when SSM gives up, then every 15 minutes. */
export function nextLookAfter({ sentAt, expectedMinutes, expiresAt }: Timing, now: number): number {
  const usualMs = expectedMinutes * MINUTE_MS;
  const planned = [sentAt + usualMs, sentAt + 2 * usualMs, expiresAt + AFTER_EXPIRY_MS].filter((time) => time > now);
  return planned.length === 0 ? now + OVERDUE_EVERY_MS : Math.min(...planned);
}

/** The command's own alarm: the next look, or the repeat of an unanswered one. */
export function withLookAlarm(command: SentCommand): SentCommand {
  const { askedAt, answered, nextLookAt } = command;
  const askAgainAt = answered || askedAt === undefined ? nextLookAt : askedAt + ASK_AGAIN_MS;
  return { ...command, dueAt: Math.min(nextLookAt, askAgainAt) };
}
