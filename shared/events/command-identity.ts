import * as z from 'zod/mini';

import { accountId, ordinal, region, runId, waveName } from './scalars.ts';

/** Names one command of one target: `command` counts the target's commands from 0, a retry is a new command. */
export const commandIdentity = { runId, wave: waveName, target: ordinal, accountId, region, command: ordinal };

/** Most instances in one SendCommand, ListCommandInvocations page or DescribeInstancePatchStates (botocore). */
export const COMMAND_INSTANCES_MAX = 50;

/** Looks at one command, from 0. Bounded: a look that decides nothing for ever would be a leak. */
export const lookNumber = z.int().check(z.gte(0), z.lte(999));
