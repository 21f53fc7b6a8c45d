import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { objectKey, runId } from './scalars.ts';

export const reportPublished = defineEvent({
  name: 'ReportPublished',
  version: 1,
  sources: ['patchwave.reporter'],
  outward: true,
  description: "The run's report lies in the run bucket.",
  data: z.object({ runId, html: objectKey, json: objectKey, csv: objectKey }),
});
