const { grantStatements } = require('./grants.cjs');
const { useKey } = require('./keys.cjs');
const { arnOf, functionNameOf, logicalId } = require('./names.cjs');

// One role per function: what is not granted by name in serverless.yml is refused. The role has the function's name,
// because the spokes trust these roles by name.
function roleResources(service) {
  const resources = {};
  for (const [key, grants] of Object.entries(service.grants)) {
    const functionName = functionNameOf(service, key);
    resources[logicalId(key, 'role')] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: functionName,
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
                ...(service.queues[key] ? consume(service, key) : []),
                ...grants.flatMap((grant) => grantStatements(service, grant)),
                ...networkInterfaces(service),
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

function consume(service, key) {
  return [
    {
      Sid: 'Consume',
      Effect: 'Allow',
      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      Resource: arnOf.of(logicalId(key, 'queue')),
    },
    useKey(service, { sid: 'ConsumeKey', key: 'messages', actions: ['kms:Decrypt'], by: 'sqs' }),
  ];
}

// Lambda makes and removes a function's network interfaces with the function's own role; AWS names no resource for them
// beforehand.
function networkInterfaces({ parameters }) {
  if (parameters.subnetIds.length === 0) return [];
  const actions = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DescribeSubnets', 'DeleteNetworkInterface', 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses'];
  return [{ Sid: 'Vpc', Effect: 'Allow', Action: actions.map((action) => `ec2:${action}`), Resource: '*' }];
}

module.exports = { roleResources };
