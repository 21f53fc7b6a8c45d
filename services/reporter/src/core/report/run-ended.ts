import type { DataOf } from '#shared/events/contract.ts';
import type { runCompleted } from '#shared/events/run-completed.ts';

/** The planner's closing word: the sums that the report must add up to. */
export type RunEnded = DataOf<typeof runCompleted>;
export type EndedWave = RunEnded['waves'][number];
