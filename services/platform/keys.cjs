const { keyAlias, keyParameter, SEND } = require('../../config/resources/keys.cjs');
const { logicalId } = require('../../config/resources/names.cjs');
const { retention } = require('../../config/resources/retention.cjs');

// What the account may do with its key, if its own policies say so too. Named one by one: what AWS adds later is not
// meant before somebody has read it.
const ADMINISTRATION = [
  'DescribeKey', 'GetKeyPolicy', 'PutKeyPolicy', 'ListKeyPolicies', 'EnableKey', 'DisableKey', 'EnableKeyRotation',
  'DisableKeyRotation', 'GetKeyRotationStatus', 'ListKeyRotations', 'RotateKeyOnDemand', 'UpdateKeyDescription', 'CreateAlias',
  'UpdateAlias', 'DeleteAlias', 'ListGrants', 'ListRetirableGrants', 'RevokeGrant', 'RetireGrant', 'TagResource', 'UntagResource',
  'ListResourceTags', 'ScheduleKeyDeletion', 'CancelKeyDeletion',
];
// Through the account's policies too: the grants of the functions' roles (config/resources/grants.cjs). CreateGrant is
// how DynamoDB takes a table's key into use.
const USE = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant'];
const LOGS = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'DescribeKey'];
// The longest that KMS waits, so that a key deleted by mistake can be taken back.
const PENDING_DAYS = 30;

function keyResources(stage) {
  return {
    ...key(stage, 'data', {
      text: 'tables, buckets, logs',
      // What is kept must stay readable.
      deletionPolicy: stage.parameters.dataDeletionPolicy,
      statements: [logs(stage), ...(stage.parameters.trail ? trail(stage) : [])],
    }),
    ...key(stage, 'messages', {
      text: 'queues and topics',
      deletionPolicy: 'Delete',
      statements: [
        // Rules of this stage's bus, and its own on the default bus.
        service('Rules', 'events', ['/', '-'].map((after) => sub(`events:\${AWS::Region}:\${AWS::AccountId}:rule/${stage.prefix}${after}*`))),
        service('Alarms', 'cloudwatch', sub(`cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${stage.prefix}-*`)),
        notices(stage),
        // For queues that subscribe to a topic, such as a chat's.
        service('Topics', 'sns', sub(`sns:\${AWS::Region}:\${AWS::AccountId}:${stage.prefix}-*`)),
      ],
    }),
  };
}

function key(stage, name, { text, deletionPolicy, statements }) {
  const id = logicalId(name, 'key');
  return {
    [id]: {
      Type: 'AWS::KMS::Key',
      ...retention(deletionPolicy),
      Properties: {
        Description: `${stage.prefix}: ${text}`,
        EnableKeyRotation: true,
        PendingWindowInDays: PENDING_DAYS,
        KeyPolicy: { Version: '2012-10-17', Statement: [administration(), ...statements] },
        Tags: [{ Key: 'application', Value: 'patchwave' }, { Key: 'stage', Value: stage.stage }],
      },
    },
    [`${id}Alias`]: {
      Type: 'AWS::KMS::Alias',
      Properties: { AliasName: keyAlias(stage, name), TargetKeyId: { Ref: id } },
    },
    [`${id}Arn`]: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: keyParameter(stage, name),
        Type: 'String',
        Description: 'Read by the other stacks of this stage when they are deployed.',
        Value: { 'Fn::GetAtt': [id, 'Arn'] },
        Tags: { application: 'patchwave', stage: stage.stage },
      },
    },
  };
}

function administration() {
  return {
    Sid: 'Account',
    Effect: 'Allow',
    Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
    Action: kms([...ADMINISTRATION, ...USE]),
    Resource: '*',
  };
}

// A service of AWS, only on behalf of this stage's own rules, alarms, topics.
function service(sid, principal, sourceArn) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: `${principal}.amazonaws.com` },
    Action: SEND,
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': sourceArn },
    },
  };
}

// EventBridge tells a key not for which rule it sends to an encrypted topic (SNS developer guide, "Managing encryption
// keys"), but the topic is in every such call.
function notices({ prefix }) {
  return {
    Sid: 'Notices',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: SEND,
    Resource: '*',
    Condition: {
      StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': sub(`sns:\${AWS::Region}:\${AWS::AccountId}:${prefix}-notices`) },
      StringEqualsIfExists: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    },
  };
}

// Of the functions, of the approval API and of the trail.
function logs({ prefix, stage }) {
  const groups = [`/aws/lambda/${prefix}-*`, `/aws/http-api/patchwave-approval-${stage}`, `/${prefix}/*`];
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Principal: { Service: { 'Fn::Sub': 'logs.${AWS::Region}.${AWS::URLSuffix}' } },
    Action: kms(LOGS),
    Resource: '*',
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': groups.map((group) => sub(`logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${group}`)),
      },
    },
  };
}

function trail({ prefix }) {
  const byTrail = { 'aws:SourceArn': sub(`cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/${prefix}`) };
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  return [
    {
      Sid: 'TrailWrites',
      Effect: 'Allow',
      Principal: principal,
      Action: 'kms:GenerateDataKey',
      Resource: '*',
      Condition: { StringEquals: { ...byTrail, 'kms:EncryptionContext:aws:cloudtrail:arn': byTrail['aws:SourceArn'] } },
    },
    {
      Sid: 'TrailKnowsTheKey',
      Effect: 'Allow',
      Principal: principal,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: byTrail },
    },
  ];
}

const kms = (actions) => actions.map((action) => `kms:${action}`);
const sub = (rest) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${rest}` });

module.exports = { keyResources };
