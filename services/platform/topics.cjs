const { arnOf } = require('../../config/resources/names.cjs');
const { dataTags } = require('../../config/resources/tags.cjs');
const { deadLetters } = require('./dead-letters.cjs');

// Two topics: `alarms` for what CloudWatch says of the system, `notices` for what the system says of its runs. Whoever
// wants to hear subscribes; nothing else may publish.
function topicResources(stage) {
  const ruleArns = ['notices', 'refusals'].map((name) => arnOf.rule(stage, `${stage.prefix}-${name}`));
  return {
    AlarmTopic: topic(stage, 'alarms'),
    AlarmTopicPolicy: topicPolicy('AlarmTopic', byAlarms(stage)),
    NoticeTopic: topic(stage, 'notices'),
    NoticeTopicPolicy: topicPolicy('NoticeTopic', byRules(ruleArns)),
    NoticeRule: rule(stage, 'notices', { source: ['patchwave.reporter'], 'detail-type': ['AttentionNeeded.v1', 'ReportPublished.v1'] }),
    // Somebody asked for what they may not have: a vote that does not count, a control word that does not fit.
    RefusalRule: rule(stage, 'refusals', {
      source: ['patchwave.approval', 'patchwave.planner'],
      'detail-type': ['VoteRefused.v1', 'RunControlRefused.v1'],
    }),
    ...deadLetters(stage, 'notice', { queue: 'notices', ruleArns }),
    ...subscription('AlarmTopic', stage.parameters.alarmEmail),
    ...subscription('NoticeTopic', stage.parameters.noticeEmail),
  };
}

function topic(stage, name) {
  return {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: `${stage.prefix}-${name}`, KmsMasterKeyId: { Ref: 'MessagesKey' }, Tags: dataTags(stage, 'none') },
  };
}

function byAlarms({ prefix }) {
  return {
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Sub': `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${prefix}-*` } },
    },
  };
}

// A target without a role: with one, AWS warns, deliveries to an encrypted topic may fail (EventBridge user guide, "Using
// resource-based policies"). EventBridge does not tell a topic for which rule it comes, and a condition that asks for it
// would never hold. So these conditions bind only what is told: today nothing, and tomorrow this stage's rules.
function byRules(ruleArns) {
  return {
    Principal: { Service: 'events.amazonaws.com' },
    Condition: {
      StringEqualsIfExists: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnEqualsIfExists: { 'aws:SourceArn': ruleArns },
    },
  };
}

// All that the policy of a topic may speak of: SNS refuses one with `sns:*`.
const TOPIC_ACTIONS = [
  'Publish', 'Subscribe', 'ListSubscriptionsByTopic', 'GetTopicAttributes', 'SetTopicAttributes', 'AddPermission', 'RemovePermission', 'DeleteTopic',
].map((action) => `sns:${action}`);

function topicPolicy(topicId, publisher) {
  const on = { Resource: { Ref: topicId } };
  return {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: topicId }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Publish', Effect: 'Allow', Action: 'sns:Publish', ...publisher, ...on },
          { Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: TOPIC_ACTIONS, ...on, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        ],
      },
    },
  };
}

function rule(stage, name, eventPattern) {
  return {
    Type: 'AWS::Events::Rule',
    DependsOn: ['Bus'],
    Properties: {
      Name: `${stage.prefix}-${name}`,
      EventBusName: stage.prefix,
      EventPattern: eventPattern,
      State: 'ENABLED',
      Targets: [
        {
          Id: 'topic',
          Arn: { Ref: 'NoticeTopic' },
          DeadLetterConfig: { Arn: arnOf.of('NoticeDeadLetterQueue') },
        },
      ],
    },
  };
}

function subscription(topicId, address) {
  if (address === '') return {};
  return {
    [`${topicId}Mail`]: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: topicId }, Protocol: 'email', Endpoint: address } },
  };
}

module.exports = { topicResources };
