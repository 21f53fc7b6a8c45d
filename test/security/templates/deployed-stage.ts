import { type PhysicalNames, physicalNames } from '#local/runtime/template/physical-names.ts';
import { type IntrinsicScope, resolveIntrinsics } from '#local/runtime/template/resolve-intrinsics.ts';
import { conditionsOf } from './conditions.ts';
import { printedTemplates, type PrintedResource, type PrintedTemplate, type Stage, STAGES } from './printed-templates.ts';
import { replicaTemplate, spokeParametersOf, spokeTemplate } from './written-templates.ts';

export const HUB = { accountId: '000000000000', region: 'us-east-1' } as const;
export const SPOKE = { accountId: '111111111111', region: 'us-east-1' } as const;

/** A resource as CloudFormation would make it, with every intrinsic function replaced by its value. */
export interface DeployedResource {
  stage: Stage;
  /** The service, or `spoke`. */
  stack: string;
  logicalId: string;
  type: string;
  /** What `Ref` answers. */
  name: string;
  arn: string;
  deletionPolicy: string | undefined;
  properties: Record<string, unknown>;
}

interface Place {
  accountId: string;
  region: string;
}

/** Everything that a stage deploys: the hub's stacks and one spoke; of prod also the replica in another region. */
export async function deployedStage(stage: Stage): Promise<DeployedResource[]> {
  const printed = await printedTemplates(stage);
  const hub = withParameterValues(Object.entries(printed).flatMap(([stack, template]) => deploy({ stage, stack, template, place: HUB })));
  const spoke = deploy({ stage, stack: 'spoke', template: spokeTemplate(), place: SPOKE, parameters: spokeParametersOf(hub, stage) });
  return [...hub, ...spoke, ...(stage === 'prod' ? replicaOf(stage) : [])];
}

function replicaOf(stage: Stage): DeployedResource[] {
  const place = { accountId: HUB.accountId, region: 'us-west-2' };
  return deploy({ stage, stack: 'replica', template: replicaTemplate(), place, parameters: { Stage: stage, HubRegion: HUB.region } });
}

export async function deployedStages(): Promise<DeployedResource[]> {
  const stages = [];
  for (const stage of STAGES) stages.push(await deployedStage(stage));
  return stages.flat();
}

/** A stack may read at deployment what another has left in a parameter: `{{resolve:ssm:<name>}}`. */
function withParameterValues(resources: readonly DeployedResource[]): DeployedResource[] {
  const parameters = resources.filter(({ type }) => type === 'AWS::SSM::Parameter');
  const values = new Map(parameters.map(({ properties }) => [String(properties['Name']), String(properties['Value'])]));
  const read = (_whole: string, name: string): string => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`template: found {{resolve:ssm:${name}}}, but no stack of the stage leaves that parameter`);
    return value;
  };
  return JSON.parse(JSON.stringify(resources).replaceAll(/\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}/g, read)) as DeployedResource[];
}

interface Deployment {
  stage: Stage;
  stack: string;
  template: PrintedTemplate;
  place: Place;
  parameters?: Record<string, string>;
}

function deploy(deployment: Deployment): DeployedResource[] {
  const { stage, stack, template, place } = deployment;
  const { scope, namesOf } = namingOf(deployment);
  const { holds, choose } = conditionsOf(template, (value) => resolveIntrinsics(value, scope));
  return Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
    .map(([logicalId, { Type, DeletionPolicy, Properties = {} }]) => {
      const names = namesOf(logicalId);
      return {
        stage, stack, logicalId, type: Type,
        name: names.ref,
        arn: names.attributes['Arn'] ?? names.attributes['TopicArn'] ?? `arn:aws:none:${place.region}:${place.accountId}:${logicalId}`,
        deletionPolicy: DeletionPolicy,
        properties: resolveIntrinsics(choose(Properties), scope) as Record<string, unknown>,
      };
    });
}

function namingOf({ stack, template, place, parameters = {} }: Deployment): { scope: IntrinsicScope; namesOf: (logicalId: string) => PhysicalNames } {
  const defaults = Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [name, Default] as const);
  const values: Record<string, string> = {
    ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)])),
    ...parameters,
    'AWS::AccountId': place.accountId,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.accountId}:stack/${stack}/id`,
  };
  const namesOf = (logicalId: string): PhysicalNames => {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new Error(`template of ${stack}: "${logicalId}" is referred to but not in it`);
    return namesOfResource(resource, { stack, place, logicalId, scope });
  };
  const scope: IntrinsicScope = {
    ref: (logicalId) => values[logicalId] ?? namesOf(logicalId).ref,
    attribute: (logicalId, attribute) => namesOf(logicalId).attributes[attribute] ?? `${stack}.${logicalId}.${attribute}`,
  };
  return { scope, namesOf };
}

interface Naming {
  stack: string;
  place: Place;
  logicalId: string;
  scope: IntrinsicScope;
}

function namesOfResource({ Type, Properties = {} }: PrintedResource, { stack, place, logicalId, scope }: Naming): PhysicalNames {
  // A key's id is given by AWS; here its stack and logical id, in the letters that an id may have.
  if (Type === 'AWS::KMS::Key') {
    const id = `${stack}-${logicalId}`.toLowerCase();
    return { ref: id, attributes: { Arn: `arn:aws:kms:${place.region}:${place.accountId}:key/${id}`, KeyId: id } };
  }
  const named = (property: string): string => {
    const given = resolveIntrinsics(Properties[property], scope);
    return typeof given === 'string' ? given : `patchwave-${stack}-${logicalId}`;
  };
  return physicalNames(
    { type: Type === 'AWS::DynamoDB::GlobalTable' ? 'AWS::DynamoDB::Table' : Type, properties: Properties },
    { place: { ...place, endpoint: 'https://sqs.invalid' }, stack: { name: stack, folder: '', resources: {} }, logicalId, named },
  );
}
