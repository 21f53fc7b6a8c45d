import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { identity, runControl, runId, shortText } from './scalars.ts';

export const runControlChanged = defineEvent({
  name: 'RunControlChanged',
  version: 1,
  sources: ['patchwave.planner'],
  outward: true,
  description: 'The numbered word on a run: a consumer applies a higher `seq` only.',
  data: z.object({ runId, control: runControl, by: identity, reason: shortText }),
});
