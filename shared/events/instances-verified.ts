import * as z from 'zod/mini';

import { COMMAND_INSTANCES_MAX, commandIdentity, lookNumber } from './command-identity.ts';
import { defineEvent } from './contract.ts';
import { epochMs, objectKey } from './scalars.ts';

const perInstance = z.string().check(z.minLength(1), z.maxLength(COMMAND_INSTANCES_MAX));

export const instancesVerified = defineEvent({
  name: 'InstancesVerified',
  version: 1,
  sources: ['patchwave.compliance-checker'],
  description: 'What a look says of each instance of a command; who is not done yet is still open.',
  data: z.object({
    ...commandIdentity,
    look: lookNumber,
    /** One character per instance, in the order asked: an outcome's letter, `.` while open, `e` where only the proof is missing (outcomes.ts). */
    verdicts: perInstance,
    /** One character per instance: a cause's letter, or `.` for none (causes.ts). */
    causes: perInstance,
    /** Two base-36 digits per instance: minutes from the send to the end of the operation; `..` where nobody knows. */
    minutes: z.optional(z.string().check(z.maxLength(2 * COMMAND_INSTANCES_MAX))),
    /** When it is worth looking again, where some are open. */
    lookAgainAt: z.optional(epochMs),
    /** A `Findings` object (shared/domain/findings.ts) with the counts behind each verdict. */
    findingsKey: objectKey,
  }),
});
