import * as z from 'zod/mini';

import { runId } from './scalars.ts';

/** Carried by every event beside its data. */
export const metadata = z.object({
  /** Derived from aggregate and transition, so that a repeat carries the same id. */
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  runId,
  /** When the fact became true, ISO 8601 UTC. */
  occurredAt: z.iso.datetime(),
});

export type Metadata = z.infer<typeof metadata>;
