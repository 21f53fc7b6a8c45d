import { DISCOVERY_ASKS_MAX } from '../scope/discovery-due.ts';
import type { RunState } from './run-state.ts';

/** True where the run's next alarm may call for slow work, which only the planning function does. */
export function needsPlanning(run: RunState): boolean {
  switch (run.phase) {
    case 'resolving':
    case 'building':
      return true;
    case 'discovering':
      return run.asks >= DISCOVERY_ASKS_MAX;
    case 'rejected':
    case 'planned':
    case 'ended':
      return false;
  }
}
