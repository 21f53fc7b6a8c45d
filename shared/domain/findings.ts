import * as z from 'zod/mini';

import { commandIdentity, lookNumber } from '../events/command-identity.ts';
import { epochMs, instanceId } from '../events/scalars.ts';

const finding = z.object({
  id: instanceId,
  /** An outcome's letter, or `.` while open. */
  verdict: z.string(),
  /** A cause's letter, or `.` for none. */
  cause: z.string(),
  /** StatusDetails of the invocation, as SSM said it. */
  invocation: z.string(),
  exitCode: z.optional(z.int()),
  installed: z.optional(z.int()),
  missing: z.optional(z.int()),
  failed: z.optional(z.int()),
  pendingReboot: z.optional(z.int()),
  operationEndedAt: z.optional(epochMs),
  /** When the agent was last heard of, where it was asked. */
  agentSeenAt: z.optional(epochMs),
});

/** The evidence behind a look's verdicts, in the order of the command's instances. */
export const findings = z.object({ ...commandIdentity, look: lookNumber, lookedAt: epochMs, instances: z.array(finding) });

export type Finding = z.infer<typeof finding>;
export type Findings = z.infer<typeof findings>;
