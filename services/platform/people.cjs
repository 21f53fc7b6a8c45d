const { onlyEvents } = require('../../config/resources/grants.cjs');
const { managedPolicy } = require('../../config/resources/managed-policy.cjs');
const { arnOf } = require('../../config/resources/names.cjs');

// What people need of a stage, as policies to attach to the roles or permission sets that they have. Not as roles to be
// assumed: whoever assumes a role makes up the name of the session, and that name is what a vote counts by. Who approves
// gets his from services/approval.
function peopleResources(stage) {
  const { prefix } = stage;
  return {
    ViewersPolicy: managedPolicy(`${prefix}-viewers`, 'See the runs of this stage and their reports.', [
      { Sid: 'Runs', Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${prefix}-reporter` } },
      { Sid: 'Reports', Effect: 'Allow', Action: 's3:GetObject', Resource: arnOf.runObjects(stage) },
      { Sid: 'FindReports', Effect: 'Allow', Action: 's3:ListBucket', Resource: arnOf.runBucket(stage) },
      {
        Sid: 'Key',
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: arnOf.of('DataKey'),
        Condition: { StringEquals: { 'kms:ViaService': ['dynamodb', 's3'].map((name) => ({ 'Fn::Sub': `${name}.\${AWS::Region}.\${AWS::URLSuffix}` })) } },
      },
    ]),
    OperatorsPolicy: managedPolicy(`${prefix}-operators`, 'Ask for runs, pause, resume and abort them. Beside the policy of the viewers.', [
      {
        Sid: 'Ask',
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: arnOf.bus(stage),
        Condition: onlyEvents({ 'events:source': 'patchwave.cli', 'events:detail-type': ['RunRequested.v1', 'RunControlRequested.v1'] }),
      },
    ]),
  };
}

module.exports = { peopleResources };
