import { deployedStage } from '../templates/deployed-stage.ts';
import { listOf } from '../policy-set/rule.ts';
import { actionsOf, type Statement } from '../policy-set/statements.ts';
import { callsOf } from './calls-of-functions.ts';
import { callsOfLambda } from './calls-of-lambda.ts';
import { type DeployedRole, roleNamed, roleOfFunction } from './deployed-policies.ts';
import { readRecorded } from './recorded-accesses.ts';
import type { Call } from './simulate.ts';
import { unprovoked } from './unprovoked.ts';
import { unusedRights } from './unused-rights.ts';

const stage = 'prod';

it('each right that no recorded call needs is known, and has its reason', async () => {
  const deployed = await deployedStage(stage);
  const lambdas = deployed.filter(({ type }) => type === 'AWS::Lambda::Function');
  const calls = [
    ...[...readRecorded(), ...unprovoked].flatMap((access) => callsOf(deployed, access)),
    ...lambdas.flatMap((lambda) => callsOfLambda(deployed, lambda)),
  ];
  const roles = lambdas.map(({ properties }) => {
    const name = String(properties['FunctionName']);
    return { name: name.replace(`patchwave-${stage}-`, ''), role: roleOfFunction(deployed, name) };
  });
  const found = [...roles, { name: 'PatchExecRole', role: roleNamed(deployed, 'PatchExecRole') }]
    .flatMap(({ name, role }) => unusedBy(role, calls).map((action) => `${name} ${action}`));

  const granted = roles.flatMap(({ role }) => grantedTo(role)).length;
  process.stderr.write(`IAM: ${granted} rights of ${roles.length} functions, ${found.length} not needed by a recorded call\n`);
  expect(found.sort()).toEqual(unusedRights.flatMap(({ action, roles: names }) => names.map((name) => `${name} ${action}`)).sort());
}, 180_000);

function unusedBy(role: DeployedRole, calls: readonly Call[]): string[] {
  const used = new Set(calls.filter(({ by }) => typeof by !== 'string' && by.arn === role.arn).map(({ action }) => action));
  return grantedTo(role).filter((action) => !used.has(action));
}

function grantedTo({ policies }: DeployedRole): string[] {
  const statements = policies.flatMap(({ policy }) => listOf(policy.Statement) as Statement[]);
  return [...new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap(actionsOf))];
}
