// Logical ids and ARNs. ARNs are spelled out where the resource may belong to another stack.
const here = 'arn:${AWS::Partition}';

function logicalId(...words) {
  return words
    .join('-')
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}

function functionNameOf({ prefix, name }, functionKey) {
  return `${prefix}-${name}-${functionKey}`;
}

// Of the figures that the functions write (provider.yml gives it to them): a run of staging must not raise an alarm of prod.
function metricsNamespaceOf({ stage }) {
  return `Patchwave/${stage}`;
}

// cli/hub/hub-names.ts has it too.
function approvalApiParameter({ prefix }) {
  return `/${prefix}/approval-api`;
}

const arnOf = {
  bus: ({ prefix }) => ({ 'Fn::Sub': `${here}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${prefix}` }),
  rule: ({ prefix }, ruleName) => ({
    'Fn::Sub': `${here}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${prefix}/${ruleName}`,
  }),
  runBucket: ({ prefix }) => ({ 'Fn::Sub': `${here}:s3:::${prefix}-runs-\${AWS::AccountId}` }),
  runObjects: ({ prefix }) => ({ 'Fn::Sub': `${here}:s3:::${prefix}-runs-\${AWS::AccountId}/runs/*` }),
  spokeRole: ({ parameters }) => ({ 'Fn::Sub': `${here}:iam::*:role/${parameters.spokeRoleName}` }),
  logStreams: (functionName) => ({
    'Fn::Sub': `${here}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${functionName}:*`,
  }),
  alarmTopic: ({ prefix }) => ({ 'Fn::Sub': `${here}:sns:\${AWS::Region}:\${AWS::AccountId}:${prefix}-alarms` }),
  of: (id) => ({ 'Fn::GetAtt': [id, 'Arn'] }),
};

module.exports = { approvalApiParameter, metricsNamespaceOf, logicalId, functionNameOf, arnOf };
