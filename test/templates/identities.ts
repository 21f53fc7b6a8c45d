import type { DeployedResource } from '#test/security/templates/deployed-stage.ts';

/** What must be one of its kind in an account (of a bucket: anywhere), by the properties that say it. */
const identifiedBy: Record<string, readonly string[]> = {
  'AWS::ApiGatewayV2::Api': ['Name'],
  'AWS::CloudFormation::StackSet': ['StackSetName'],
  'AWS::CloudTrail::Trail': ['TrailName'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::DynamoDB::GlobalTable': ['TableName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::Events::Archive': ['ArchiveName'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::Events::EventBusPolicy': ['EventBusName', 'StatementId'],
  'AWS::Events::Rule': ['EventBusName', 'Name'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::KMS::Alias': ['AliasName'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::Scheduler::Schedule': ['GroupName', 'Name'],
};

/** Has an id that AWS gives, or belongs to one of the above. */
const withoutName: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::Stage', 'AWS::EC2::SecurityGroup', 'AWS::EC2::VPCEndpoint',
  'AWS::KMS::Key', 'AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Permission', 'AWS::Logs::MetricFilter', 'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy',
]);

/** The same resource type under its two names: CloudFormation has two for a table. */
const sameAs: Record<string, string> = { 'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table' };

export interface Identity {
  stage: string;
  stack: string;
  /** `AWS::SQS::Queue patchwave-dev-approval`. */
  name: string;
}

/**
 * The names that the templates give. Where a template leaves a name out, CloudFormation makes one of the stack's, which is
 * never given twice. A type that nobody has thought of here is an error.
 */
export function identitiesOf(resources: readonly DeployedResource[]): Identity[] {
  return resources.flatMap(({ stage, stack, type, properties }) => {
    if (withoutName.has(type)) return [];
    const parts = identifiedBy[type];
    if (parts === undefined) throw new Error(`identities: found the type ${type}, expected it in test/templates/identities.ts: what tells one from another?`);
    if (properties[parts.at(-1)!] === undefined) return [];
    return [{ stage, stack, name: `${sameAs[type] ?? type} ${parts.map((part) => wordOf(properties[part])).join(' ')}` }];
  });
}

// Without a bus it is the account's own, which is the one that stages share.
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : 'default');

/** The names that are given more than once, each with those who give it. */
export function clashesOf(identities: readonly Identity[]): string[] {
  const givers = new Map<string, string[]>();
  for (const { stage, stack, name } of identities) givers.set(name, [...(givers.get(name) ?? []), `${stage} ${stack}`]);
  return [...givers].filter(([, by]) => by.length > 1).map(([name, by]) => `${name}: ${by.join(', ')}`);
}
