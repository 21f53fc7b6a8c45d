import type { DeployedResource } from '../templates/deployed-stage.ts';
import { at, listOf } from '../policy-set/rule.ts';
import type { PolicyDocument, Statement } from '../policy-set/statements.ts';

/** Whose calls are judged: a role with its policies, as its template describes it. */
export interface DeployedRole {
  name: string;
  arn: string;
  accountId: string;
  policies: { name: string; policy: PolicyDocument }[];
  trust: PolicyDocument;
}

export function rolesOf(stage: readonly DeployedResource[]): DeployedRole[] {
  return stage.filter(({ type }) => type === 'AWS::IAM::Role').map((resource) => ({
    name: resource.name,
    arn: resource.arn,
    accountId: resource.arn.split(':')[4] ?? '',
    policies: [...listOf(resource.properties['Policies']).map(readPolicy), ...attachedTo(resource.name, stage)],
    trust: resource.properties['AssumeRolePolicyDocument'] as PolicyDocument,
  }));
}

export function roleNamed(stage: readonly DeployedResource[], name: string): DeployedRole {
  const role = rolesOf(stage).find((one) => one.name === name);
  if (role === undefined) throw new Error(`roles of ${stage[0]?.stage ?? 'no stage'}: found no ${name} among ${rolesOf(stage).map((one) => one.name).join(', ')}`);
  return role;
}

/** The role of each function, by the function's name. */
export function roleOfFunction(stage: readonly DeployedResource[], functionName: string): DeployedRole {
  const lambda = stage.find(({ type, properties }) => type === 'AWS::Lambda::Function' && properties['FunctionName'] === functionName);
  if (lambda === undefined) throw new Error(`functions: found no ${functionName} in the templates`);
  const role = rolesOf(stage).find(({ arn }) => arn === lambda.properties['Role']);
  if (role === undefined) throw new Error(`${functionName}: its role ${String(lambda.properties['Role'])} is not in the templates`);
  return role;
}

/** Somebody of the hub whose rights are these policies of the templates and nothing else. */
export function personWith(stage: readonly DeployedResource[], roleName: string, policyNames: readonly string[]): DeployedRole {
  const policies = policyNames.map((name) => {
    const policy = stage.find(({ type, properties }) => type === 'AWS::IAM::ManagedPolicy' && properties['ManagedPolicyName'] === name);
    if (policy === undefined) throw new Error(`policies to attach: found no ${name} in the templates`);
    return { name, policy: policy.properties['PolicyDocument'] as PolicyDocument };
  });
  return { name: roleName, arn: `arn:aws:iam::000000000000:role/${roleName}`, accountId: '000000000000', policies, trust: { Version: '2012-10-17', Statement: [] } };
}

function attachedTo(roleName: string, stage: readonly DeployedResource[]): DeployedRole['policies'] {
  return stage
    .filter(({ type, properties }) => type === 'AWS::IAM::Policy' && listOf(properties['Roles']).includes(roleName))
    .map(({ properties }) => readPolicy(properties));
}

function readPolicy(policy: unknown): DeployedRole['policies'][number] {
  return { name: String(at(policy, 'PolicyName')), policy: at(policy, 'PolicyDocument') as PolicyDocument };
}

const POLICY_TYPES = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::S3::BucketPolicy'];

/** What the resource itself says of who may use it; undefined when it says nothing, as a table does. */
export function policyOfResource(stage: readonly DeployedResource[], arn: string): PolicyDocument | undefined {
  const own = stage.find((resource) => resource.arn === arn);
  if (own?.type === 'AWS::KMS::Key') return own.properties['KeyPolicy'] as PolicyDocument;
  if (own?.type === 'AWS::IAM::Role') return own.properties['AssumeRolePolicyDocument'] as PolicyDocument;
  if (arn.split(':')[2] === 'events') return ofStatements(busStatements(stage, arn));
  const statements = stage.filter(({ type }) => POLICY_TYPES.includes(type)).flatMap(({ properties }) => listOf(at(properties, 'PolicyDocument', 'Statement')) as Statement[]);
  return ofStatements(statements.filter((statement) => (listOf(statement.Resource) as string[]).some((resource) => isWithin(arn, resource))));
}

function busStatements(stage: readonly DeployedResource[], arn: string): Statement[] {
  const bus = arn.split('/')[1];
  return stage
    .filter(({ type, properties }) => type === 'AWS::Events::EventBusPolicy' && properties['EventBusName'] === bus)
    .flatMap(({ properties }) => listOf(properties['Statement']) as Statement[]);
}

function ofStatements(statements: Statement[]): PolicyDocument | undefined {
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}

function isWithin(arn: string, resource: string): boolean {
  return resource === arn || (resource.endsWith('*') && arn.startsWith(resource.slice(0, -1)));
}
