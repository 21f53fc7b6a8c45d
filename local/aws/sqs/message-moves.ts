import { randomUUID } from 'node:crypto';

import type { Clock } from '#local/clock/clock.ts';
import { AwsError } from '#local/wire/service.ts';

import { moveDeadLetters, sourcesOf } from './dead-letter-queues.ts';
import type { SqsQueue, SqsStore } from './fauxqs.ts';

interface MoveTask {
  TaskHandle: string;
  Status: 'COMPLETED' | 'FAILED';
  SourceArn: string;
  DestinationArn?: string;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  FailureReason?: string;
  /** Epoch milliseconds. */
  StartedTimestamp: number;
}

interface MoveRequest {
  SourceArn?: string;
  DestinationArn?: string;
}

export interface MessageMoves {
  start: (request: MoveRequest) => { TaskHandle: string };
  list: (request: { SourceArn?: string; MaxResults?: number }) => { Results: Partial<MoveTask>[] };
}

// SQS remembers the last ten tasks of a queue.
const MAX_LISTED = 10;

/** StartMessageMoveTask and ListMessageMoveTasks. A move is done before its start is answered; its rate is not limited. */
export function createMessageMoves(store: SqsStore, clock: Clock): MessageMoves {
  const tasks: MoveTask[] = [];
  return {
    start: ({ SourceArn, DestinationArn }) => {
      const source = queueByArn(store, SourceArn);
      if (sourcesOf(store, source).length === 0) {
        throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
      }
      const destination = DestinationArn === undefined ? undefined : queueByArn(store, DestinationArn);
      const { moved, left } = moveDeadLetters(store, source, destination);
      const task: MoveTask = {
        TaskHandle: randomUUID(),
        Status: left === 0 ? 'COMPLETED' : 'FAILED',
        SourceArn: source.arn,
        ...(destination && { DestinationArn: destination.arn }),
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: moved + left,
        ...(left > 0 && { FailureReason: 'CouldNotDetermineMessageSource' }),
        StartedTimestamp: clock.now(),
      };
      tasks.unshift(task);
      return { TaskHandle: task.TaskHandle };
    },
    list: ({ SourceArn, MaxResults = 1 }) => {
      const source = queueByArn(store, SourceArn);
      const ofSource = tasks.filter((task) => task.SourceArn === source.arn).slice(0, Math.min(MaxResults, MAX_LISTED));
      return { Results: ofSource.map(describeTask) };
    },
  };
}

// SQS shows the handle of a running task only, and none is running here.
function describeTask(task: MoveTask): Partial<MoveTask> {
  const shown: Partial<MoveTask> = { ...task };
  delete shown.TaskHandle;
  return shown;
}

function queueByArn(store: SqsStore, arn = ''): SqsQueue {
  const queue = store.getQueueByArn(arn);
  if (queue !== undefined) return queue;
  throw new AwsError(
    'ResourceNotFoundException',
    `The resource that you specified for the SourceArn or DestinationArn parameter doesn't exist: ${arn}`,
  );
}
