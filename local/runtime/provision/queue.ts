import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';

import { type MadeResource, makeOnce, type Maker } from './clients.ts';

// Tags and the name are no attributes; every other property of AWS::SQS::Queue has the name of its attribute.
const NOT_ATTRIBUTES = new Set(['QueueName', 'Tags', 'RedriveAllowPolicy']);

export const makeQueue: Maker = async ({ names, properties }, { sqs }) => {
  const attributes = attributesOf(properties);
  await makeOnce(
    () => sqs.send(new CreateQueueCommand({ QueueName: names.attributes['QueueName'], Attributes: attributes })),
    ['QueueNameExists', 'QueueAlreadyExists'],
    () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: names.ref, Attributes: attributes })),
  );
};

export const setQueuePolicy: Maker = async ({ properties }, { sqs }) => {
  const policy = JSON.stringify(properties['PolicyDocument']);
  for (const queueUrl of properties['Queues'] as string[]) {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy: policy } }));
  }
};

/** A redrive policy is refused while its dead-letter queue does not exist. */
export function hasRedrive({ properties }: MadeResource): boolean {
  return 'RedrivePolicy' in properties;
}

function attributesOf(properties: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(properties).filter(([name]) => !NOT_ATTRIBUTES.has(name));
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
