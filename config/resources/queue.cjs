const { arnOf, logicalId } = require('./names.cjs');

const DAY_SECONDS = 86_400;
// AWS asks for at least six function timeouts, so that a throttled poller does not give the same message out twice.
const VISIBILITY_PER_TIMEOUT = 6;
const MAX_RECEIVE_COUNT = 5;

async function queueResources(service) {
  const resources = {};
  for (const [key, queue] of Object.entries(service.queues)) {
    const timeoutSeconds = await service.timeoutSeconds(key);
    Object.assign(resources, queueWithDeadLetters(service, { key, queue, timeoutSeconds }));
  }
  return resources;
}

function queueWithDeadLetters(service, { key, queue, timeoutSeconds }) {
  const [queueId, deadLetterId] = [logicalId(key, 'queue'), logicalId(key, 'dead-letter-queue')];
  return {
    [queueId]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: `${service.prefix}-${queue.name}`,
        VisibilityTimeout: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
        MessageRetentionPeriod: 4 * DAY_SECONDS,
        SqsManagedSseEnabled: true,
        RedrivePolicy: { deadLetterTargetArn: arnOf.of(deadLetterId), maxReceiveCount: MAX_RECEIVE_COUNT },
      },
    },
    [deadLetterId]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: `${service.prefix}-${queue.name}-dlq`,
        MessageRetentionPeriod: 14 * DAY_SECONDS,
        SqsManagedSseEnabled: true,
      },
    },
    [logicalId(key, 'queue-policy')]: queuePolicy(service, { queue, queueIds: [queueId, deadLetterId] }),
  };
}

// The bus writes to the queue, and to its dead-letter queue what it could not deliver; nobody writes without TLS.
function queuePolicy(service, { queue, queueIds }) {
  const ruleArns = Object.keys(queue.rules).map((rule) => arnOf.rule(service, `${service.prefix}-${queue.name}-${rule}`));
  const statement = (id) => [
    {
      Sid: `Bus${id}`,
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arnOf.of(id),
      Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
    },
    {
      Sid: `Tls${id}`,
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: arnOf.of(id),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  return {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: queueIds.map((id) => ({ Ref: id })),
      PolicyDocument: { Version: '2012-10-17', Statement: queueIds.flatMap(statement) },
    },
  };
}

module.exports = { queueResources };
