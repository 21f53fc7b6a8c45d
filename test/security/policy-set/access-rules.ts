import type { DeployedResource } from '../templates/deployed-stage.ts';
import { starResources } from './reviewed.ts';
import { at, type Judged, judged, label, listOf, ofType, type PolicyRule, shown } from './rule.ts';
import { actionsOf, judgedPolicyTypes, resourcesOf, statementsOf, type PlacedStatement, type Statement } from './statements.ts';

const allows = ({ statement }: PlacedStatement): boolean => statement.Effect === 'Allow';

function eachStatement(chosen: (placed: PlacedStatement) => boolean, fault: (placed: PlacedStatement) => string | undefined): PolicyRule['judge'] {
  return (stage) => statementsOf(stage).filter((placed) => allows(placed) && chosen(placed)).map((placed) => judged(placed.where, fault(placed)));
}

function wildcards({ statement }: PlacedStatement): string | undefined {
  if (statement.NotAction !== undefined) return 'allows by NotAction';
  const found = actionsOf(statement).filter((action) => action.includes('*'));
  return found.length === 0 ? undefined : `allows ${found.join(', ')}`;
}

function starResource({ statement }: PlacedStatement): string | undefined {
  if (statement.NotResource !== undefined) return 'allows by NotResource';
  if (!resourcesOf(statement).includes('*')) return undefined;
  const found = actionsOf(statement).filter((action) => !(action in starResources));
  return found.length === 0 ? undefined : `allows ${found.join(', ')} on every resource`;
}

const SOURCE_KEYS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:principalorgid', 'kms:encryptioncontext:aws:logs:arn'];

function conditionKeys({ Condition = {} }: Statement): string[] {
  return Object.values(Condition).flatMap((keys) => Object.keys(keys)).map((key) => key.toLowerCase());
}

/** Lambda and CloudFormation act for whoever may pass them the role; everybody else could be sent by a stranger. */
const NEEDS_NO_SOURCE = ['lambda.amazonaws.com', 'cloudformation.amazonaws.com'];

function outsiders({ Principal, NotPrincipal }: Statement): string[] {
  if (NotPrincipal !== undefined) return ['NotPrincipal'];
  if (Principal === '*' || at(Principal, 'AWS') === '*') return ['everybody'];
  return (listOf(at(Principal, 'Service')) as string[]).filter((service) => !NEEDS_NO_SOURCE.includes(service));
}

function withoutSource({ statement }: PlacedStatement): string | undefined {
  const names = conditionKeys(statement);
  return SOURCE_KEYS.some((key) => names.includes(key)) ? undefined : `admits ${outsiders(statement).join(', ')} without a condition on account, organization or source`;
}

function oneRoleEach(stage: readonly DeployedResource[]): Judged[] {
  const functions = ofType(stage, 'AWS::Lambda::Function');
  const sharing = (role: unknown) => functions.filter(({ properties }) => properties['Role'] === role).length;
  return functions.map((lambda) => {
    const users = sharing(lambda.properties['Role']);
    return judged(label(lambda), users === 1 ? undefined : `shares its role with ${users - 1} others`);
  });
}

/** Policies of AWS's own are long, and AWS changes them. */
function ownPoliciesOnly(stage: readonly DeployedResource[]): Judged[] {
  return ofType(stage, 'AWS::IAM::Role').map((role) => {
    const attached = listOf(role.properties['ManagedPolicyArns']);
    return judged(label(role), attached.length === 0 ? undefined : `found ${shown(attached)} as ManagedPolicyArns`);
  });
}

/** Types with a policy in them that no rule here reads. */
function unreadPolicies(stage: readonly DeployedResource[]): Judged[] {
  const carries = /Policy(Document)?$/;
  return stage
    .filter(({ type, properties }) => judgedPolicyTypes.includes(type) || Object.entries(properties).some(([name, value]) => carries.test(name) && at(value, 'Statement') !== undefined))
    .map((resource) => judged(label(resource), judgedPolicyTypes.includes(resource.type) ? undefined : `${resource.type} carries a policy that statements.ts does not read`));
}

export const accessRules: readonly PolicyRule[] = [
  { subjects: 'policies', demand: 'of a type that is read', judge: unreadPolicies },
  { subjects: 'statements that allow', demand: 'without a wildcard action', judge: eachStatement(() => true, wildcards) },
  { subjects: 'statements of roles', demand: 'that name their resources', judge: eachStatement(({ kind }) => kind === 'identity', starResource) },
  { subjects: 'statements that admit others', demand: 'bound to a source', judge: eachStatement(({ kind, statement }) => kind !== 'identity' && outsiders(statement).length > 0, withoutSource) },
  { subjects: 'functions', demand: 'with a role of their own', judge: oneRoleEach },
  { subjects: 'roles', demand: 'with policies of their own only', judge: ownPoliciesOnly },
];
