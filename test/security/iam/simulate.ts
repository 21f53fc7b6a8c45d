// Judges calls by the policies of the templates with @cloud-copilot/iam-simulate. That package is under the AGPL: a tool of
// the tests, never part of what is deployed.
import { type EvaluationResult, runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';

import type { DeployedResource } from '../templates/deployed-stage.ts';
import { type DeployedRole, policyOfResource } from './deployed-policies.ts';

export interface Call {
  /** A role of the templates, a service such as `events.amazonaws.com`, or an ARN of somebody else who may do everything. */
  by: DeployedRole | string;
  /** As IAM names it: `s3:GetObject`. */
  action: string;
  resource: string;
  /** Whose the resource is, where its ARN does not say it. */
  accountId?: string;
  /** Condition keys of this call; what every call has is added. */
  context?: Record<string, string | string[]>;
}

const ORGANIZATION = 'o-patchwave01';
const EVERYTHING = { name: 'administrator', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } };

/** Would AWS let this call through? Judged by the policies of the caller and of the resource. */
export async function judge(stage: readonly DeployedResource[], call: Call): Promise<EvaluationResult> {
  const simulation = withKnownContextKeys(simulationOf(stage, call));
  // AWS's own documents belong to no account, which the validation of the request does not know.
  if (/^arn:aws:ssm:[^:]*::document\//.test(call.resource)) return runUnsafeSimulation(simulation, {});
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') throw new Error(`${call.action} on ${call.resource}: cannot be judged: ${JSON.stringify(answer.errors)}`);
  return answer.overallResult;
}

/**
 * The simulation leaves out a key of an encryption context, since its name is open. Under the name of a tag, which is as
 * open, it is compared as it should be: in the policies and in the call alike.
 */
function withKnownContextKeys(simulation: Simulation): Simulation {
  return JSON.parse(JSON.stringify(simulation).replaceAll(/"kms:EncryptionContext:([\w:]+)"/g, '"aws:RequestTag/encryption-context:$1"')) as Simulation;
}

function simulationOf(stage: readonly DeployedResource[], call: Call): Simulation {
  const { by, action, resource, context = {} } = call;
  const callerAccount = accountOf(by);
  const accountId = call.accountId ?? (resource.split(':')[4] || callerAccount || '000000000000');
  const resourcePolicy = policyOfResource(stage, resource);
  return {
    request: {
      principal: typeof by === 'string' ? by : `arn:aws:sts::${by.accountId}:assumed-role/${by.name}/session`,
      action,
      resource: { resource, accountId },
      contextVariables: { ...alwaysThere(by, accountId), ...context },
    },
    identityPolicies: identityPolicies(by),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

function identityPolicies(by: Call['by']): Simulation['identityPolicies'] {
  if (typeof by !== 'string') return by.policies;
  return isService(by) ? [] : [EVERYTHING];
}

function alwaysThere(by: Call['by'], resourceAccount: string): Record<string, string> {
  const shared = { 'aws:SecureTransport': 'true', 'aws:ResourceAccount': resourceAccount, 'aws:ResourceOrgID': ORGANIZATION };
  if (typeof by === 'string' && isService(by)) return { ...shared, 'aws:PrincipalServiceName': by, 'aws:PrincipalIsAWSService': 'true' };
  const arn = typeof by === 'string' ? by : by.arn;
  return { ...shared, 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': accountOf(by), 'aws:PrincipalOrgID': ORGANIZATION };
}

function accountOf(by: Call['by']): string {
  if (typeof by !== 'string') return by.accountId;
  return isService(by) ? '' : (by.split(':')[4] ?? '');
}

function isService(by: string): boolean {
  return by.endsWith('.amazonaws.com');
}
