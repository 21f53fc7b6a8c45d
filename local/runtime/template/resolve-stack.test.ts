import { resolveStack } from './resolve-stack.ts';
import type { Stack } from './stack.ts';

const place = { accountId: '000000000000', region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' };

function stack(resources: Stack['resources'] = {}): Stack {
  return { name: 'planner', folder: '/services/planner/.serverless', resources };
}

const queue = { type: 'AWS::SQS::Queue', properties: { QueueName: 'patchwave-dev-planner-control' } };

describe('a resolved stack', () => {
  it('names a queue by the URL and the ARN that clients of the local cloud use', () => {
    expect(resolveStack(stack({ ControlQueue: queue }), place)).toEqual([
      {
        stack: 'planner',
        folder: '/services/planner/.serverless',
        logicalId: 'ControlQueue',
        type: 'AWS::SQS::Queue',
        names: {
          ref: 'http://127.0.0.1:4566/000000000000/patchwave-dev-planner-control',
          attributes: {
            Arn: 'arn:aws:sqs:us-east-1:000000000000:patchwave-dev-planner-control',
            QueueName: 'patchwave-dev-planner-control',
            QueueUrl: 'http://127.0.0.1:4566/000000000000/patchwave-dev-planner-control',
          },
        },
        properties: { QueueName: 'patchwave-dev-planner-control' },
      },
    ]);
  });

  it('resolves what one resource says of another', () => {
    const mapping = { type: 'AWS::Lambda::EventSourceMapping', properties: { EventSourceArn: { 'Fn::GetAtt': ['ControlQueue', 'Arn'] } } };
    const resolved = resolveStack(stack({ Mapping: mapping, ControlQueue: queue }), place);
    expect(resolved[0]?.properties).toEqual({ EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:patchwave-dev-planner-control' });
  });

  it('resolves a name that is itself made of functions', () => {
    const bucket = { type: 'AWS::S3::Bucket', properties: { BucketName: { 'Fn::Sub': 'runs-${AWS::AccountId}' } } };
    const resolved = resolveStack(stack({ RunsBucket: bucket }), place);
    expect(resolved[0]?.names).toEqual({ ref: 'runs-000000000000', attributes: { Arn: 'arn:aws:s3:::runs-000000000000' } });
  });

  it('makes a name for what has none', () => {
    const resolved = resolveStack(stack({ ControlRole: { type: 'AWS::IAM::Role', properties: {} } }), place);
    expect(resolved[0]?.names.attributes).toEqual({ Arn: 'arn:aws:iam::000000000000:role/patchwave-planner-ControlRole' });
  });

  it('says which stack refers to something that is not in it', () => {
    const broken = { type: 'AWS::SQS::Queue', properties: { QueueName: { Ref: 'Gone' } } };
    expect(() => resolveStack(stack({ ControlQueue: broken }), place)).toThrow('template of planner: "Gone" is referred to but not in it.');
  });
});
