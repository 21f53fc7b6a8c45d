import { buryDeadLetter, type LostDelivery } from '#local/eventbridge/delivery/dead-letter.ts';
import { deliverWithRetry, type DeliveryTimers } from '#local/eventbridge/delivery/deliver-with-retry.ts';
import type { Deliver, DeliveryContext } from '#local/eventbridge/delivery/deliver.ts';
import { eventTime } from '#local/eventbridge/bus-event.ts';
import type { Schedule } from './schedule.ts';

export interface FiringParts {
  timers: DeliveryTimers;
  newId: () => string;
  deliver: Deliver;
  onLost: (lost: LostDelivery) => void;
}

/** Sends one invocation of a schedule, for the moment it was due. */
export function fireSchedule(schedule: Schedule, dueMs: number, parts: FiringParts): void {
  const { target } = schedule.definition;
  const executionId = parts.newId();
  const targetArn = target.Arn ?? '';
  const payloadOf = (attempt: number) => payload(schedule, { dueMs, executionId, attempt });
  deliverWithRetry({
    timers: parts.timers,
    policy: target.RetryPolicy,
    send: (attempt) => parts.deliver(targetArn, payloadOf(attempt), contextOf(schedule, executionId)),
    giveUp: (exhausted) =>
      buryDeadLetter(
        {
          eventId: executionId,
          ruleArn: schedule.arn,
          targetArn,
          body: payloadOf(exhausted.retryAttempts + 1),
          queueArn: target.DeadLetterConfig?.Arn,
          exhausted,
          attributes: { SCHEDULE_ARN: schedule.arn, SCHEDULED_TIME: eventTime(dueMs) },
        },
        parts,
      ),
  });
}

function contextOf({ arn, definition: { target } }: Schedule, eventId: string): DeliveryContext {
  const { SqsParameters: queue, EventBridgeParameters: bus } = target;
  return {
    eventId,
    ruleArn: arn,
    ...(queue?.MessageGroupId !== undefined && { messageGroupId: queue.MessageGroupId }),
    ...(bus && { newEvent: { source: bus.Source ?? '', detailType: bus.DetailType ?? '' } }),
  };
}

interface Invocation {
  dueMs: number;
  executionId: string;
  attempt: number;
}

/** The schedule's Input with Scheduler's keywords filled in; without an Input, a notice that it is time. */
function payload({ arn, owner, definition }: Schedule, { dueMs, executionId, attempt }: Invocation): string {
  const { Input } = definition.target;
  const time = eventTime(dueMs);
  if (Input === undefined) {
    const { accountId: account, region } = owner;
    return JSON.stringify({ version: '0', id: executionId, 'detail-type': 'Scheduled Event', source: 'aws.scheduler', account, time, region, resources: [arn], detail: '{}' });
  }
  return Input.replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}
