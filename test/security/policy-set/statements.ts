import type { DeployedResource } from '../templates/deployed-stage.ts';
import { at, label, listOf } from './rule.ts';

export interface Statement {
  Sid?: string;
  Effect: string;
  Principal?: unknown;
  Action?: string | string[];
  NotAction?: unknown;
  Resource?: string | string[];
  NotResource?: unknown;
  NotPrincipal?: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

export interface PlacedStatement {
  /** `prod planner ControlRole Publish`. */
  where: string;
  /** Identity: what a role may. Trust: who may be the role. Resource: who may do something to a resource. */
  kind: 'identity' | 'trust' | 'resource';
  resource: DeployedResource;
  statement: Statement;
}

export interface PolicyDocument {
  Version: string;
  Statement: Statement | Statement[];
}

type Reader = (resource: DeployedResource) => { kind: PlacedStatement['kind']; document: unknown }[];

const document = (kind: PlacedStatement['kind'], ...path: string[]): Reader => ({ properties }) => [{ kind, document: at(properties, ...path) }];

const readers: Record<string, Reader> = {
  'AWS::IAM::Role': ({ properties }) => [
    { kind: 'trust', document: properties['AssumeRolePolicyDocument'] },
    ...listOf(properties['Policies']).map((policy) => ({ kind: 'identity' as const, document: at(policy, 'PolicyDocument') })),
  ],
  'AWS::IAM::Policy': document('identity', 'PolicyDocument'),
  'AWS::IAM::ManagedPolicy': document('identity', 'PolicyDocument'),
  'AWS::SQS::QueuePolicy': document('resource', 'PolicyDocument'),
  'AWS::SNS::TopicPolicy': document('resource', 'PolicyDocument'),
  'AWS::S3::BucketPolicy': document('resource', 'PolicyDocument'),
  'AWS::KMS::Key': document('resource', 'KeyPolicy'),
  'AWS::KMS::ReplicaKey': document('resource', 'KeyPolicy'),
  'AWS::Events::EventBusPolicy': ({ properties }) => [{ kind: 'resource', document: { Statement: properties['Statement'] } }],
};

/** Every statement of every policy of a stage. */
export function statementsOf(stage: readonly DeployedResource[]): PlacedStatement[] {
  return stage.flatMap((resource) =>
    (readers[resource.type]?.(resource) ?? []).flatMap(({ kind, document: read }) =>
      (listOf(at(read, 'Statement')) as Statement[]).map((statement, index) => ({
        where: `${label(resource)} ${statement.Sid ?? `${kind} ${index}`}`,
        kind,
        resource,
        statement,
      })),
    ),
  );
}

/** The types that carry a policy: one that the templates use and that is missing here would not be judged. */
export const judgedPolicyTypes: readonly string[] = Object.keys(readers);

export function actionsOf({ Action }: Statement): string[] {
  return listOf(Action) as string[];
}

export function resourcesOf({ Resource }: Statement): string[] {
  return listOf(Resource) as string[];
}
