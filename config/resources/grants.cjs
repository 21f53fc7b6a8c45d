const { arnOf, logicalId } = require('./names.cjs');

// The whole vocabulary of permissions. No transactions, scans or deletes: state ends by its `expiresAt`.
const grants = {
  table: () => [
    allow('Table', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], arnOf.of('Table')),
    allow('Due', ['dynamodb:Query'], { 'Fn::Sub': '${Table.Arn}/index/due' }),
  ],
  'read-table': () => [
    allow('Table', ['dynamodb:GetItem'], arnOf.of('Table')),
    allow('Due', ['dynamodb:Query'], { 'Fn::Sub': '${Table.Arn}/index/due' }),
  ],
  publish: (service) => [
    allow('Publish', ['events:PutEvents'], arnOf.bus(service), {
      StringEquals: { 'events:source': `patchwave.${service.name}` },
    }),
  ],
  'publish-votes': (service) => [
    allow('PublishVotes', ['events:PutEvents'], arnOf.bus(service), {
      StringEquals: { 'events:source': 'patchwave.api', 'events:detail-type': 'VoteCast.v1' },
    }),
  ],
  // The records of Powertools Idempotency share the table with the aggregates; it may touch none of those.
  'vote-once': () => [
    allow('VoteOnce', ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], arnOf.of('Table'), {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['VOTE#*'] },
    }),
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
  ],
  // Without ListBucket a missing object answers AccessDenied, not NoSuchKey, and would look like a broken role.
  'read-runs': (service) => [
    allow('ReadRuns', ['s3:GetObject'], arnOf.runObjects(service)),
    allow('FindRuns', ['s3:ListBucket'], arnOf.runBucket(service)),
  ],
  'write-runs': (service) => [allow('WriteRuns', ['s3:PutObject'], arnOf.runObjects(service))],
  'assume-spoke-role': (service) => [
    allow('Spokes', ['sts:AssumeRole'], arnOf.spokeRole(service), {
      StringEquals: { 'aws:ResourceOrgID': service.organizationId },
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
      ['ListAccounts', 'ListRoots', 'ListParents', 'ListOrganizationalUnitsForParent', 'ListAccountsForParent'].map(
        (action) => `organizations:${action}`,
      ),
      '*',
    ),
  ],
};

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

module.exports = { grantStatements };
