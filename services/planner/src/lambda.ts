import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SQSClient } from '@aws-sdk/client-sqs';

import { createSqsDueQueue } from '#shared/aws/sqs-due-queue.ts';
import type { DueQueue } from '#shared/choreography/item.ts';
import { setting } from '#shared/lambda/environment.ts';
import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';

import { createOrganizationDirectory } from './effects/aws-organization-directory.ts';
import { controlService } from './handlers/control-service.ts';
import { plannerEffects } from './handlers/planner-aggregates.ts';
import { planningService } from './handlers/planning-service.ts';

const kit = queueKit('patchwave.planner');
const effects = plannerEffects(kit);

const sqs = new SQSClient({});
// Read when it is needed: only the control function has this setting, and both are wired here.
const planningQueue: DueQueue = {
  post: (due, delaySeconds) => createSqsDueQueue(sqs, setting('PLANNING_QUEUE_URL')).post(due, delaySeconds),
};

export const control = queueFunction(controlService({ ...effects, planningQueue }), kit.deadLetters);

export const planning = queueFunction(
  // Organizations has one endpoint for all regions; its calls are few, slow and often throttled.
  planningService({ ...effects, organization: createOrganizationDirectory(new OrganizationsClient({ maxAttempts: 5 })) }),
  kit.deadLetters,
);
