const HERE = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role';

// Whose requests the bus takes, and who may put dead letters back: those of the parameter; else roles of this name, and
// the permission set of this name in IAM Identity Center.
function operatorArns({ prefix, parameters }) {
  if (parameters.operatorArns.length > 0) return parameters.operatorArns;
  return [{ 'Fn::Sub': `${HERE}/${prefix}-operators*` }, { 'Fn::Sub': `${HERE}/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${prefix}-operators_*` }];
}

const functionRolesOf = ({ prefix }, name) => ({ 'Fn::Sub': `${HERE}/${prefix}-${name}-*` });

module.exports = { operatorArns, functionRolesOf };
