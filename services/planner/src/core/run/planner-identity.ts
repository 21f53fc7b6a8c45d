import type { Identity } from '#shared/events/scalars.ts';

/** Who speaks where no person did. */
export const PLANNER: Identity = { kind: 'system', id: 'patchwave.planner' };
