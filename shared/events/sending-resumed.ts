import * as z from 'zod/mini';

import { defineEvent } from './contract.ts';
import { targetIdentity } from './target-identity.ts';

export const sendingResumed = defineEvent({
  name: 'SendingResumed',
  version: 1,
  sources: ['patchwave.instance-patcher'],
  description: 'A target that was held sends again.',
  data: z.object(targetIdentity),
});
