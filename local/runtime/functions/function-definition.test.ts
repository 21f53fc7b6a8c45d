import type { ResolvedResource } from '../template/resolve-stack.ts';
import { functionDefinition } from './function-definition.ts';
import { functionVariables } from './function-variables.ts';

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:patchwave-dev-planner-control';

function resource(spoiled: Record<string, unknown> = {}): ResolvedResource {
  return {
    stack: 'planner',
    folder: '/services/planner/.serverless',
    logicalId: 'ControlLambdaFunction',
    type: 'AWS::Lambda::Function',
    names: { ref: 'patchwave-dev-planner-control', attributes: { Arn: arn } },
    properties: {
      Code: { S3Bucket: 'bucket', S3Key: 'serverless/patchwave-planner/dev/1-2026/control.zip' },
      Handler: 'src/lambda.control',
      Timeout: 30,
      MemorySize: 512,
      Role: 'arn:aws:iam::000000000000:role/patchwave-planner-ControlRole',
      Environment: { Variables: { STAGE: 'dev', FUNCTION_TIMEOUT_SECONDS: 30 } },
      ...spoiled,
    },
  };
}

describe('a function of a template', () => {
  it('is read with the zip that lies beside the template', () => {
    expect(functionDefinition(resource())).toEqual({
      name: 'patchwave-dev-planner-control',
      arn,
      roleName: 'patchwave-planner-ControlRole',
      handler: 'src/lambda.control',
      timeoutSeconds: 30,
      memoryMiB: 512,
      environment: { STAGE: 'dev', FUNCTION_TIMEOUT_SECONDS: '30' },
      artifact: '/services/planner/.serverless/control.zip',
    });
  });

  it('has the defaults of CloudFormation', () => {
    const { timeoutSeconds, memoryMiB, environment } = functionDefinition(resource({ Timeout: undefined, MemorySize: undefined, Environment: undefined }));
    expect({ timeoutSeconds, memoryMiB, environment }).toEqual({ timeoutSeconds: 3, memoryMiB: 128, environment: {} });
  });

  it('without a zip is refused', () => {
    expect(() => functionDefinition(resource({ Code: { ZipFile: '' } }))).toThrow('Code has no S3Key');
  });

  it('gets its own access key and the local cloud as its AWS', () => {
    const place = { accountId: '000000000000', region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' };
    expect(functionVariables(functionDefinition(resource()), place)).toMatchObject({
      STAGE: 'dev',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: 'AKIAPATCHWAVEDEVPLANNERCONTROL',
      AWS_LAMBDA_FUNCTION_NAME: 'patchwave-dev-planner-control',
      _HANDLER: 'src/lambda.control',
    });
  });
});
