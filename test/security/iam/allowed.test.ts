import type { DeployedResource } from '../templates/deployed-stage.ts';
import { deployedStage } from '../templates/deployed-stage.ts';
import { STAGES, type Stage } from '../templates/printed-templates.ts';
import { callsOf } from './calls-of-functions.ts';
import { callsOfLambda } from './calls-of-lambda.ts';
import { callsOfServices } from './calls-of-services.ts';
import { readRecorded } from './recorded-accesses.ts';
import { type Call, judge } from './simulate.ts';
import { unprovoked } from './unprovoked.ts';

const recorded = [...readRecorded(), ...unprovoked];
const functionNames = [...new Set(recorded.map(({ functionName }) => functionName))].sort();
const deployed = new Map<Stage, DeployedResource[]>();

beforeAll(async () => {
  for (const stage of STAGES) deployed.set(stage, await deployedStage(stage));
}, 180_000);

const stageOf = (stage: Stage): DeployedResource[] => deployed.get(stage) ?? [];
const lambdasOf = (stage: Stage): DeployedResource[] => stageOf(stage).filter(({ type }) => type === 'AWS::Lambda::Function');
const tell = (line: string): void => void process.stderr.write(`IAM: ${line}\n`);

async function refused(stage: Stage, calls: readonly Call[]): Promise<string[]> {
  const found: string[] = [];
  for (const call of calls) {
    const judgement = await judge(stageOf(stage), call);
    if (judgement !== 'Allowed') found.push(`${judgement}: ${nameOf(call)}`);
  }
  return [...new Set(found)];
}

function nameOf({ by, action, resource, context = {} }: Call): string {
  return `${typeof by === 'string' ? by : by.name} ${action} on ${resource} ${JSON.stringify(context)}`;
}

describe.each(STAGES)('the policies of %s', (stage) => {
  it.each(functionNames)('allow %s every call that it was seen to make', async (functionName) => {
    const calls = recorded.filter((access) => access.functionName === functionName).flatMap((access) => callsOf(stageOf(stage), access));
    expect({ refused: await refused(stage, calls), some: calls.length > 0 }).toEqual({ refused: [], some: true });
  });

  it('allow Lambda what it does for each function: take its role, poll its queue, write its log', async () => {
    const calls = lambdasOf(stage).flatMap((lambda) => callsOfLambda(stageOf(stage), lambda));
    expect({ refused: await refused(stage, calls), enough: calls.length >= 2 * functionNames.length }).toEqual({ refused: [], enough: true });
  });

  it('allow the services what the templates wire: events to queues and buses, ticks, alarms, encrypted logs', async () => {
    const calls = callsOfServices(stageOf(stage));
    tell(`${stage}: ${calls.length} deliveries and takings of roles by services`);
    expect({ refused: await refused(stage, calls), enough: calls.length > 60 }).toEqual({ refused: [], enough: true });
  });
});

it('every function of the templates has recorded calls', () => {
  const names = lambdasOf('dev').map(({ properties }) => String(properties['FunctionName'])).sort();
  tell(`${functionNames.length} functions with recorded calls of ${names.length}, ${recorded.length} kinds of calls, ${unprovoked.length} of them written by hand`);
  expect({ functions: functionNames, some: names.length > 0 }).toEqual({ functions: names, some: true });
});
