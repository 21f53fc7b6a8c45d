import * as z from 'zod/mini';

import { ordinal } from './scalars.ts';
import { targetIdentity } from './target-identity.ts';

/** Names one command of one target: `command` counts the target's commands from 0, a retry is a new command. */
export const commandIdentity = { ...targetIdentity, command: ordinal };

/** Most instances in one SendCommand, ListCommandInvocations page or DescribeInstancePatchStates (botocore). */
export const COMMAND_INSTANCES_MAX = 50;

/** Looks at one command, from 0. Bounded: a look that decides nothing for ever would be a leak. */
export const lookNumber = z.int().check(z.gte(0), z.lte(999));
