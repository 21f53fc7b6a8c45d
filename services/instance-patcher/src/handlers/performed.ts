import type { RunControl } from '#shared/events/scalars.ts';

import type { TargetInput } from '../core/decide-target.ts';

/** What came of an effect at the spoke. */
export interface Performed {
  /** What the target must hear of it. */
  input?: TargetInput;
  /** The planner's word where it was read anew on the way. */
  control?: RunControl | undefined;
  /** Thrown on once all is done that can be: the hub's own store failed, or there is a bug. */
  error?: unknown;
}
