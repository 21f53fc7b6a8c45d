import { commandsOf, lastEndOf, type NightLog } from '../observe/night-log.ts';

/** What each wave waits for after the one before has completed, milliseconds. */
export interface Waits {
  bakeMs: number;
  pauseMs: number;
}

/**
 * How long each wave after the first was kept waiting by the system alone, in milliseconds: from the last thing that it
 * had to wait for to its first SendCommand.
 */
export function waveBoundaryGaps(log: NightLog, waves: readonly string[], waits: Waits): number[] {
  return waves.slice(1).map((wave, index) => {
    const firstSend = Math.min(...commandsOf(log, wave).map(({ sentAt }) => sentAt));
    return firstSend - lastReason(log, { before: waves[index] ?? '', wave }, waits);
  });
}

/** The last of: hint of the wave before, a look at it that was due by the clock, end of bake and pause, approval. */
function lastReason(log: NightLog, { before, wave }: { before: string; wave: string }, { bakeMs, pauseMs }: Waits): number {
  const completedAt = log.waveCompletedAt.get(before) ?? Infinity;
  const looks = log.looksDueAt.filter((look) => look.wave === before && look.dueAt <= completedAt);
  return Math.max(
    lastEndOf(commandsOf(log, before)),
    ...looks.map(({ dueAt }) => dueAt),
    bakeMs + pauseMs > 0 ? completedAt + bakeMs + pauseMs : -Infinity,
    log.votedAt.get(wave) ?? -Infinity,
  );
}
