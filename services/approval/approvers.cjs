const { managedPolicy } = require('../../config/resources/managed-policy.cjs');
const { approvalApiParameter } = require('../../config/resources/names.cjs');
const { readStage } = require('../../config/resources/read-stage.cjs');

// To be attached, beside the policy of the viewers, to whoever may vote. Which of them count for a policy, it says itself.
async function resources(serverless) {
  const stage = await readStage(serverless);
  const route = (method, path) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${HttpApi}/$default/${method}/${path}` });
  return {
    Resources: {
      ApproversPolicy: managedPolicy(`${stage.prefix}-approvers`, 'Approve and reject the waves of this stage. Beside the policy of the viewers.', [
        {
          Sid: 'FindApi',
          Effect: 'Allow',
          Action: 'ssm:GetParameter',
          Resource: { 'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${approvalApiParameter(stage)}` },
        },
        { Sid: 'Vote', Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [route('POST', 'runs/*/waves/*/votes'), route('GET', 'approvals'), route('GET', 'approvals/*')] },
      ]),
    },
  };
}

module.exports = { resources };
