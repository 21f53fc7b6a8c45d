import { STSClient } from '@aws-sdk/client-sts';

import { createSpokeSessions } from '#shared/aws/spoke-sessions.ts';
import { createRestoreMarks } from '#shared/choreography/restore-mark.ts';
import { numberSetting, setting } from '#shared/lambda/environment.ts';
import { queueFunction } from '#shared/lambda/queue-function.ts';
import { queueKit } from '#shared/lambda/queue-kit.ts';

import { createAlarmGate } from './effects/alarm-gate.ts';
import { createChangeCalendar } from './effects/change-calendar.ts';
import { createSpokeCommands } from './effects/spoke-commands.ts';
import { createPatchingService } from './handlers/patching-service.ts';

const kit = queueKit('patchwave.instance-patcher');
const role = { roleName: setting('SPOKE_ROLE_NAME'), externalId: setting('SPOKE_EXTERNAL_ID') };
// A session that takes longer is not worth a claim's life; nothing has been sent by then.
const sts = new STSClient({ requestHandler: { requestTimeout: 5_000, connectionTimeout: 3_000, throwOnRequestTimeout: true } });
const sessions = createSpokeSessions(sts, role, () => kit.clock.now());

const service = createPatchingService({
  ...kit,
  spokeCommands: createSpokeCommands(sessions),
  calendar: createChangeCalendar(),
  alarms: createAlarmGate({ hubAccountId: setting('HUB_ACCOUNT_ID'), sessions }),
  restores: createRestoreMarks(kit),
  functionTimeoutMs: numberSetting('FUNCTION_TIMEOUT_SECONDS') * 1000,
});

export const patching = queueFunction(service, kit.deadLetters);
