import { importOf, type Resource, type Template } from './import-of-template.ts';

const kept = (resource: Omit<Resource, 'DeletionPolicy' | 'UpdateReplacePolicy'>): Resource => ({ ...resource, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
const table = kept({ Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'patchwave-prod-planner', BillingMode: 'PAY_PER_REQUEST' } });
const key = kept({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [{ Principal: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }] } } });
const bucket = kept({
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: { 'Fn::Sub': 'patchwave-prod-runs-${AWS::AccountId}' },
    BucketEncryption: { Rules: [{ Key: { 'Fn::GetAtt': ['Key', 'Arn'] } }] },
    ReplicationConfiguration: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    NotificationConfiguration: { Topic: { Ref: 'Topic' } },
    LoggingConfiguration: { Prefix: { 'Fn::Sub': '${Queue.Arn}/' } },
  },
});
const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'patchwave-prod-replication' } };

const importing = (Resources: Template['Resources']) => importOf({ Resources });

describe('the import of a template', () => {
  it('has all that the removal kept, by names and ids, and nothing else', () => {
    expect(importing({ Table: table, Key: key, Role: role })).toEqual({
      template: { Resources: { Table: table, Key: key } },
      resources: [
        { ResourceType: 'AWS::DynamoDB::Table', LogicalResourceId: 'Table', ResourceIdentifier: { TableName: 'patchwave-prod-planner' } },
        { ResourceType: 'AWS::KMS::Key', LogicalResourceId: 'Key', ResourceIdentifier: { KeyId: 'KEY-ID' } },
      ],
    });
  });

  it('leaves out what refers to a resource that is not there', () => {
    const { BucketName, BucketEncryption } = bucket.Properties;
    expect(importing({ Bucket: bucket, Key: key, Role: role })).toEqual({
      template: { Resources: { Bucket: { ...bucket, Properties: { BucketName, BucketEncryption } }, Key: key } },
      resources: [
        { ResourceType: 'AWS::S3::Bucket', LogicalResourceId: 'Bucket', ResourceIdentifier: { BucketName: 'patchwave-prod-runs-ACCOUNT-ID' } },
        { ResourceType: 'AWS::KMS::Key', LogicalResourceId: 'Key', ResourceIdentifier: { KeyId: 'KEY-ID' } },
      ],
    });
  });

  it('is none where nothing is kept', () => {
    expect(importing({ Role: role })).toBeUndefined();
  });

  it('refuses what it cannot identify', () => {
    expect(() => importing({ Queue: kept({ Type: 'AWS::SQS::Queue', Properties: {} }) })).toThrow('Queue: found a AWS::SQS::Queue that is kept, expected one of AWS::DynamoDB::Table');
  });
});
