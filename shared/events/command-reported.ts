import * as z from 'zod/mini';

import { COMMAND_INSTANCES_MAX, commandIdentity, lookNumber } from './command-identity.ts';
import { defineEvent } from './contract.ts';
import { epochMs, instanceId, patchOptions } from './scalars.ts';

export const commandReported = defineEvent({
  name: 'CommandReported',
  version: 1,
  sources: ['patchwave.instance-patcher'],
  description: 'Look at this command now: a hint came, or its time is up. Asked again while unanswered.',
  data: z.object({
    ...commandIdentity,
    look: lookNumber,
    commandId: z.string().check(z.minLength(1), z.maxLength(64)),
    /** In the order that verdicts and causes of the answer follow. */
    instanceIds: z.array(instanceId).check(z.minLength(1), z.maxLength(COMMAND_INSTANCES_MAX)),
    options: patchOptions,
    sentAt: epochMs,
    /** SSM's own end of the command: delivery timeout + execution timeout after the send. */
    expiresAt: epochMs,
  }),
});
