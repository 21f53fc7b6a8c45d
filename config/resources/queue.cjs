const { keyAlias } = require('./keys.cjs');
const { arnOf, logicalId } = require('./names.cjs');
const { functionRolesOf, operatorArns } = require('./operators.cjs');
const { dataTags, days } = require('./tags.cjs');

const DAY_SECONDS = 86_400;
const MESSAGE_DAYS = 4;
const DEAD_LETTER_DAYS = 14;
// AWS asks for at least six function timeouts, so that a throttled poller does not give the same message out twice.
const VISIBILITY_PER_TIMEOUT = 6;
const MAX_RECEIVE_COUNT = 5;
// Each data key is one call of KMS per sender; an hour instead of five minutes makes that a twelfth.
const DATA_KEY_SECONDS = 3_600;

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
  const ruleArns = Object.keys(queue.rules).map((rule) => arnOf.rule(service, `${service.prefix}-${queue.name}-${rule}`));
  return {
    [queueId]: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: `${service.prefix}-${queue.name}`,
        VisibilityTimeout: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
        MessageRetentionPeriod: MESSAGE_DAYS * DAY_SECONDS,
        ...encryption(service),
        RedrivePolicy: { deadLetterTargetArn: arnOf.of(deadLetterId), maxReceiveCount: MAX_RECEIVE_COUNT },
        Tags: dataTags(service, days(MESSAGE_DAYS)),
      },
    },
    [deadLetterId]: deadLetterQueue(service, `${service.prefix}-${queue.name}-dlq`),
    [logicalId(key, 'queue-policy')]: queuePolicy(service, { ruleArns, queueIds: [queueId, deadLetterId], senders: [functionRolesOf(service, service.name), arnOf.of('TickRole')] }),
  };
}

function deadLetterQueue(stage, name) {
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: name,
      MessageRetentionPeriod: DEAD_LETTER_DAYS * DAY_SECONDS,
      ...encryption(stage),
      Tags: dataTags(stage, days(DEAD_LETTER_DAYS)),
    },
  };
}

function encryption(stage) {
  return { KmsMasterKeyId: keyAlias(stage, 'messages'), KmsDataKeyReusePeriodSeconds: DATA_KEY_SECONDS };
}

// The bus writes to the queue, and to its dead-letter queue what it could not deliver; the service itself writes; operators
// put back dead letters. Nobody else does, whatever his own policies allow: that way would lead around the bus, which looks
// at who speaks. Nobody writes without TLS.
function queuePolicy(stage, { ruleArns, queueIds, senders }) {
  const statements = (id) => [
    {
      Sid: `Bus${id}`,
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arnOf.of(id),
      Condition: {
        ArnEquals: { 'aws:SourceArn': ruleArns },
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      },
    },
    {
      Sid: `Others${id}`,
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: arnOf.of(id),
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': [...senders, ...operatorArns(stage)] },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
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
      PolicyDocument: { Version: '2012-10-17', Statement: queueIds.flatMap(statements) },
    },
  };
}

module.exports = { queueResources, deadLetterQueue, queuePolicy };
