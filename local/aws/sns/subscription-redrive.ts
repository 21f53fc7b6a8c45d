import type { SnsStore, SqsStore } from '#local/aws/sqs/fauxqs.ts';

/**
 * fauxqs drops a notification whose queue is gone. SNS sends it to the subscription's dead-letter queue, so while the
 * queue is gone the subscription here points to that queue instead, with its filter and its envelope unchanged.
 * Its attributes show that other endpoint meanwhile.
 */
export function actOnSubscriptionRedrive(snsStore: SnsStore, sqsStore: SqsStore): void {
  const getSubscription = snsStore.getSubscription.bind(snsStore);
  snsStore.getSubscription = (arn) => {
    const subscription = getSubscription(arn);
    const redrivePolicy = subscription?.attributes['RedrivePolicy'];
    if (subscription === undefined || redrivePolicy === undefined || redrivePolicy === '') return subscription;
    if (sqsStore.getQueueByArn(subscription.endpoint) !== undefined) return subscription;
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { deadLetterTargetArn?: string };
    return { ...subscription, endpoint: deadLetterTargetArn ?? subscription.endpoint };
  };
}
