const { approvalApiParameter } = require('../../config/resources/names.cjs');
const { readStage } = require('../../config/resources/read-stage.cjs');

// AWS makes up the address; whoever votes reads it here.
async function resources(serverless) {
  const stage = await readStage(serverless);
  return {
    Resources: {
      ApiAddress: {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Name: approvalApiParameter(stage),
          Type: 'String',
          Description: 'Where people vote: read by the CLI.',
          Value: { 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] },
          Tags: { application: 'patchwave', stage: stage.stage },
        },
      },
    },
  };
}

module.exports = { resources };
