// Logical ids and ARNs. ARNs are spelled out where the resource may belong to another stack.
const here = 'arn:${AWS::Partition}';

function logicalId(...words) {
  return words
    .join('-')
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}

const arnOf = {
  bus: ({ prefix }) => ({ 'Fn::Sub': `${here}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${prefix}` }),
  rule: ({ prefix }, ruleName) => ({
    'Fn::Sub': `${here}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${prefix}/${ruleName}`,
  }),
  runBucket: ({ prefix }) => ({ 'Fn::Sub': `${here}:s3:::${prefix}-runs-\${AWS::AccountId}` }),
  runObjects: ({ prefix }) => ({ 'Fn::Sub': `${here}:s3:::${prefix}-runs-\${AWS::AccountId}/runs/*` }),
  spokeRole: ({ spokeRoleName }) => ({ 'Fn::Sub': `${here}:iam::*:role/${spokeRoleName}` }),
  logStreams: (functionName) => ({
    'Fn::Sub': `${here}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${functionName}:*`,
  }),
  of: (id) => ({ 'Fn::GetAtt': [id, 'Arn'] }),
};

module.exports = { logicalId, arnOf };
