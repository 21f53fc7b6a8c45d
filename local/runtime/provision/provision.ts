import type { ResolvedResource } from '../template/resolve-stack.ts';
import { makeBucket } from './bucket.ts';
import { makeArchive, makeBus, makeRule, onePolicyPerBus, setBusPolicy } from './bus.ts';
import type { Clients, Maker } from './clients.ts';
import { hasRedrive, makeQueue, setQueuePolicy } from './queue.ts';
import { makeSchedule } from './schedule.ts';
import { makeTable } from './table.ts';

interface Step {
  type: string;
  make: Maker;
  only?: (resource: ResolvedResource) => boolean;
  /** Makes one of several that describe the same thing. */
  fold?: (resources: readonly ResolvedResource[]) => ResolvedResource[];
}

// In this order, across all stacks: what is pointed at exists before what points at it.
const STEPS: readonly Step[] = [
  { type: 'AWS::SQS::Queue', make: makeQueue, only: (queue) => !hasRedrive(queue) },
  { type: 'AWS::SQS::Queue', make: makeQueue, only: hasRedrive },
  { type: 'AWS::SQS::QueuePolicy', make: setQueuePolicy },
  { type: 'AWS::DynamoDB::Table', make: makeTable },
  { type: 'AWS::DynamoDB::GlobalTable', make: makeTable },
  { type: 'AWS::S3::Bucket', make: makeBucket },
  { type: 'AWS::Events::EventBus', make: makeBus },
  { type: 'AWS::Events::EventBusPolicy', make: setBusPolicy, fold: onePolicyPerBus },
  { type: 'AWS::Events::Archive', make: makeArchive },
  { type: 'AWS::Events::Rule', make: makeRule },
  { type: 'AWS::Scheduler::Schedule', make: makeSchedule },
];

// The runtime itself plays these.
const PLAYED_BY_THE_RUNTIME = [
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
];

// Known, and without a counterpart: permissions are tested by simulating IAM on the templates, not enforced here;
// logs go to files; nothing is encrypted, audited or metered, and nobody is notified.
const WITHOUT_COUNTERPART = [
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::S3::BucketPolicy',
  'AWS::ApiGatewayV2::Stage',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::SSM::Parameter',
  'AWS::CloudTrail::Trail',
  'AWS::Logs::MetricFilter',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::VPCEndpoint',
  'AWS::CloudFormation::StackSet',
];

const KNOWN = new Set([...STEPS.map((step) => step.type), ...PLAYED_BY_THE_RUNTIME, ...WITHOUT_COUNTERPART]);

/** Makes what the templates describe. Types of one step are made side by side. */
export async function provision(resources: readonly ResolvedResource[], clients: Clients): Promise<void> {
  for (const { type, make, only, fold } of STEPS) {
    const chosen = resources.filter((resource) => resource.type === type && (only?.(resource) ?? true));
    await Promise.all((fold?.(chosen) ?? chosen).map((resource) => make(resource, clients)));
  }
}

/** The types that the local cloud has never heard of, each once: whoever adds one should know that it does nothing here. */
export function unknownTypes(resources: readonly ResolvedResource[]): string[] {
  return [...new Set(resources.map((resource) => resource.type).filter((type) => !KNOWN.has(type)))].sort();
}
