import type { PausableTimers } from '#local/clock/clock.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';

/**
 * While only people are awaited the scaled clock stands still: at 2,400 times the wall's speed an approval would
 * expire before its reader had reached for the keyboard.
 */
export function createStandstill(clock: PausableTimers): (run: RunReadModel | undefined) => void {
  let release: (() => void) | undefined;
  return (run) => {
    const onlyPeople = run !== undefined && (run.status === 'AwaitingApproval' || run.status === 'Paused') && run.waves.some(isAsked);
    if (onlyPeople && release === undefined) release = clock.hold();
    if (!onlyPeople) {
      release?.();
      release = undefined;
    }
  };
}

function isAsked({ approval }: RunReadModel['waves'][number]): boolean {
  return approval?.state === 'requested';
}
