const { grantStatements } = require('./grants.cjs');
const { arnOf, logicalId } = require('./names.cjs');

// One role per function: what is not granted by name in serverless.yml is refused.
function roleResources(service) {
  const resources = {};
  for (const [key, grants] of Object.entries(service.grants)) {
    const functionName = `${service.prefix}-${service.name}-${key}`;
    resources[logicalId(key, 'role')] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: key,
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                logs(functionName),
                ...(service.queues[key] ? [consume(key)] : []),
                ...grants.flatMap((grant) => grantStatements(service, grant)),
              ],
            },
          },
        ],
      },
    };
  }
  return resources;
}

function logs(functionName) {
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: arnOf.logStreams(functionName),
  };
}

function consume(key) {
  return {
    Sid: 'Consume',
    Effect: 'Allow',
    Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    Resource: arnOf.of(logicalId(key, 'queue')),
  };
}

module.exports = { roleResources };
