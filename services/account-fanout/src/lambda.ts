import { STSClient } from '@aws-sdk/client-sts';

import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { createRestoreMarks } from '#shared/choreography/restore-mark.ts';
import { setting } from '#shared/lambda/environment.ts';
import { builtAtFirstCall } from '#shared/lambda/first-call.ts';
import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';

import { createSpokeInventory } from './effects/spoke-inventory.ts';
import { admissionService } from './handlers/admission-service.ts';
import { discoveryService } from './handlers/discovery-service.ts';

const STS_ATTEMPTS_MAX = 5;

const kit = queueKit('patchwave.account-fanout');

export const admission = queueFunction(admissionService({ ...kit, restores: createRestoreMarks(kit) }), kit.deadLetters);

/** Only discovery may assume the spokes' role, so only it is given the role's name. */
export const discovery = builtAtFirstCall(() => {
  const role = { roleName: setting('SPOKE_ROLE_NAME'), externalId: setting('SPOKE_EXTERNAL_ID') };
  const sessions = createSpokeSessions(new STSClient({ maxAttempts: STS_ATTEMPTS_MAX }), role, () => kit.clock.now());
  const spokes = createSpokeInventory(sessions);
  return queueFunction(discoveryService({ ...kit, spokes, roleName: role.roleName }), kit.deadLetters);
});
