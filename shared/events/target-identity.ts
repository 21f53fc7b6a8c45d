import { accountId, ordinal, region, runId, waveName } from './scalars.ts';

/** Names one target of a run: its ordinal in the wave's plan, and where it is. */
export const targetIdentity = { runId, wave: waveName, target: ordinal, accountId, region };
