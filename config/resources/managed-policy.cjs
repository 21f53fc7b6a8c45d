// To be attached to people's own roles or permission sets; its name is what they look for.
function managedPolicy(name, description, statements) {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: name, Description: description, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
  };
}

module.exports = { managedPolicy };
