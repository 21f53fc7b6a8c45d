const { SEND, useKey } = require('./keys.cjs');
const { arnOf, logicalId } = require('./names.cjs');

// The whole vocabulary of permissions. No transactions, scans, updates or deletes of state: an item is written whole, and
// ends by its `expiresAt`.
const grants = {
  table: (service) => [
    allow('Table', ['dynamodb:GetItem', 'dynamodb:PutItem'], arnOf.of('Table')),
    tableKey(service, 'TableKey'),
  ],
  'read-table': (service) => [
    allow('Table', ['dynamodb:GetItem'], arnOf.of('Table')),
    tableKey(service, 'TableKey'),
  ],
  // For the function whose queue the tick comes to, and for the list of what waits for approval.
  'find-due': (service) => [
    allow('Due', ['dynamodb:Query'], { 'Fn::Sub': '${Table.Arn}/index/due' }),
    tableKey(service, 'DueKey'),
  ],
  publish: (service) => [
    allow('Publish', ['events:PutEvents'], arnOf.bus(service), onlyEvents({ 'events:source': `patchwave.${service.name}` })),
  ],
  'publish-votes': (service) => [
    allow('PublishVotes', ['events:PutEvents'], arnOf.bus(service), onlyEvents({ 'events:source': 'patchwave.api', 'events:detail-type': 'VoteCast.v1' })),
  ],
  // The records of Powertools Idempotency share the table with the aggregates; it may touch none of those.
  'vote-once': (service) => [
    allow('VoteOnce', ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], arnOf.of('Table'), {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['VOTE#*'] },
    }),
    tableKey(service, 'VoteOnceKey'),
  ],
  // The dead-letter queues too: a message that cannot be parsed goes there at once, with its cause.
  'send-to-own-queues': (service) => [
    allow(
      'Send',
      ['sqs:SendMessage'],
      Object.keys(service.queues).flatMap((key) => [
        arnOf.of(logicalId(key, 'queue')),
        arnOf.of(logicalId(key, 'dead-letter-queue')),
      ]),
    ),
    useKey(service, { sid: 'SendKey', key: 'messages', actions: SEND, by: 'sqs' }),
  ],
  // Without ListBucket a missing object answers AccessDenied, not NoSuchKey, and would look like a broken role.
  'read-runs': (service) => [
    allow('ReadRuns', ['s3:GetObject'], arnOf.runObjects(service)),
    allow('FindRuns', ['s3:ListBucket'], arnOf.runBucket(service)),
    useKey(service, { sid: 'ReadRunsKey', key: 'data', actions: ['kms:Decrypt'], by: 's3' }),
  ],
  'write-runs': (service) => [
    allow('WriteRuns', ['s3:PutObject'], arnOf.runObjects(service)),
    useKey(service, { sid: 'WriteRunsKey', key: 'data', actions: ['kms:GenerateDataKey'], by: 's3' }),
  ],
  'assume-spoke-role': (service) => [
    allow('Spokes', ['sts:AssumeRole'], arnOf.spokeRole(service), {
      StringEquals: { 'aws:ResourceOrgID': service.parameters.organizationId },
    }),
  ],
  // A calendar may be shared by another account, and lies in the region that its ARN names.
  'read-calendars': () => [
    allow('Calendars', ['ssm:GetCalendarState'], { 'Fn::Sub': 'arn:${AWS::Partition}:ssm:*:*:document/*' }),
  ],
  // With a narrower scope CloudWatch says nothing of composite alarms.
  'read-alarms': () => [allow('Alarms', ['cloudwatch:DescribeAlarms'], '*')],
  // Organizations has no resource-level permission for these.
  'list-organization': () => [
    allow(
      'Organization',
      ['ListAccounts', 'ListOrganizationalUnitsForParent', 'ListAccountsForParent'].map((action) => `organizations:${action}`),
      '*',
    ),
  ],
};

// DynamoDB reads the table's key with the permissions of whoever reads or writes items.
function tableKey(service, sid) {
  return useKey(service, { sid, key: 'data', actions: ['kms:Decrypt'], by: 'dynamodb' });
}

// A call brings up to ten events, so these keys have many values: each of them must be this one. A key that is missing
// would pass "for all" as well, hence `Null`.
function onlyEvents(values) {
  return {
    'ForAllValues:StringEquals': values,
    Null: Object.fromEntries(Object.keys(values).map((key) => [key, 'false'])),
  };
}

function allow(sid, actions, resource, condition) {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function grantStatements(service, grant) {
  const statements = grants[grant];
  if (!statements) {
    const known = Object.keys(grants).join(', ');
    throw new Error(`custom.grants of ${service.name}: found "${grant}", expected one of ${known}; add new ones to config/resources/grants.cjs`);
  }
  return statements(service);
}

module.exports = { grantStatements, onlyEvents };
