import type { SendToQueue } from '#local/aws/sqs/send-to-queue.ts';
import type { PausableTimers } from '#local/clock/clock.ts';
import type { Deliver } from '#local/eventbridge/delivery/deliver.ts';

import type { Invoke } from './invoker.ts';

export interface DeliveryParts {
  clock: PausableTimers;
  sendToQueue: SendToQueue;
  /** Asked late, because the runtime that serves it is made after the bus. */
  invoke: () => Invoke;
}

/**
 * Brings what the bus and the scheduler send to queues and functions. The clock is held until it arrived: between a
 * timer that fires and the message it sends no simulated time may pass.
 */
export function createDelivery({ clock, sendToQueue, invoke }: DeliveryParts): Deliver {
  return async (targetArn, payload, { messageGroupId, messageAttributes }) => {
    const [, , service, , , name = ''] = targetArn.split(':');
    const release = clock.hold();
    try {
      if (service === 'sqs') {
        sendToQueue(name, {
          body: payload,
          ...(messageGroupId !== undefined && { groupId: messageGroupId }),
          ...(messageAttributes && { attributes: messageAttributes }),
        });
      } else if (service === 'lambda') {
        await invoke()(targetArn, JSON.parse(payload));
      } else {
        throw new Error(`target ${targetArn}: expected a queue or a function; the local cloud delivers to nothing else.`);
      }
    } finally {
      release();
    }
  };
}
