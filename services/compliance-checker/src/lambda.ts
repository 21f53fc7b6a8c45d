import { STSClient } from '@aws-sdk/client-sts';

import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { setting } from '#shared/lambda/environment.ts';
import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';
import { createSpokeEvidence } from './effects/spoke-evidence.ts';
import { createChecking } from './handlers/checking-service.ts';

const kit = queueKit('patchwave.compliance-checker');
const role = { roleName: setting('SPOKE_ROLE_NAME'), externalId: setting('SPOKE_EXTERNAL_ID') };
const evidence = createSpokeEvidence(createSpokeSessions(new STSClient({}), role, () => kit.clock.now()));
const service = createChecking({ ...kit, evidence });

export const checking = queueFunction(service, kit.deadLetters);
