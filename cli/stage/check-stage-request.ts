import { showFound, type Problem } from '#shared/domain/problem.ts';
import { regionRule, ruleOf, type ParameterRule } from './parameter-rules.ts';
import { problemsTogether } from './parameters-together.ts';
import type { StageRequest } from './read-stage-request.ts';
import { knownParameters, stageParameters, type Environment, type StageParameter } from './stage-parameters.ts';

/** Without these a hub is open to nobody: every spoke refuses it. Removing a stage needs neither. */
const REQUIRED = ['organizationId', 'spokeExternalId'];

export interface StageGround {
  /** Absolute path of the repository. */
  root: string;
  environment: Environment;
}

const DEFAULT_REGION = 'us-east-1';

/** Everything that is wrong with a request, each problem naming its parameter; empty when packaging may begin. */
export function problemsOf(request: StageRequest, { root, environment }: StageGround): Problem[] {
  const ofStage = stageParameters(root, request.stage, environment);
  const problems = [...problemsOfRegion(request, environment), ...unknownParameters(request, knownParameters(root)), ...problemsOfParameters(request, ofStage)];
  if (problems.length > 0 || request.command === 'remove') return problems;
  return problemsTogether((name) => valueOf(name, request, ofStage), regionOf(request, environment));
}

/** The region of the hub: as asked for, as the environment has it, or the default of config/provider.yml. */
export function regionOf(request: StageRequest, environment: Environment): string {
  return givenRegion(request, environment) ?? DEFAULT_REGION;
}

function givenRegion({ region }: StageRequest, environment: Environment): string | undefined {
  return region ?? environment['AWS_REGION'];
}

function problemsOfRegion(request: StageRequest, environment: Environment): Problem[] {
  const found = givenRegion(request, environment);
  if (found === undefined || (regionRule.allows(found) && !found.includes(','))) return [];
  return [{ field: request.region === undefined ? 'AWS_REGION' : '--region', found: showFound(found), expected: 'the one AWS region of the hub, such as us-east-1' }];
}

function unknownParameters({ parameters }: StageRequest, known: ReadonlySet<string>): Problem[] {
  const unknown = [...parameters.keys()].filter((name) => !known.has(name));
  return unknown.map((name) => ({ field: `--param ${name}`, found: 'a parameter that no template reads', expected: `one of ${[...known].sort().join(', ')}` }));
}

type OfStage = ReadonlyMap<string, StageParameter>;

function problemsOfParameters(request: StageRequest, ofStage: OfStage): Problem[] {
  const names = new Set([...REQUIRED, ...ofStage.keys(), ...request.parameters.keys()]);
  return [...names].flatMap((name) => problemOfParameter(name, request, ofStage) ?? []);
}

/** An empty text means: without. It takes away what the stage's file says. */
function valueOf(name: string, { parameters }: StageRequest, ofStage: OfStage): string | undefined {
  const given = parameters.get(name);
  return given === '' ? undefined : (given ?? ofStage.get(name)?.value);
}

function problemOfParameter(name: string, request: StageRequest, ofStage: OfStage): Problem | undefined {
  const value = valueOf(name, request, ofStage);
  const rule = ruleOf(name, request.stage);
  if (value !== undefined) return isGood(value, rule) ? undefined : problemOf(name, rule, (rule?.showFound ?? showFound)(value));
  return request.command !== 'remove' && REQUIRED.includes(name) ? missing(name, ofStage.get(name)?.variable, rule) : undefined;
}

function isGood(value: string, rule: ParameterRule | undefined): boolean {
  return rule === undefined || rule.allows(value);
}

function missing(name: string, variable: string | undefined, rule: ParameterRule | undefined): Problem {
  const how = variable === undefined ? `Pass --param ${name}=VALUE.` : `Set ${variable}, or pass --param ${name}=VALUE.`;
  const next = rule?.next === undefined ? how : `${how} ${rule.next}`;
  return { ...problemOf(name, rule, 'nothing'), next };
}

function problemOf(name: string, rule: ParameterRule | undefined, found: string): Problem {
  return { field: name, found, expected: rule?.expected ?? 'a value', ...(rule?.next === undefined ? {} : { next: rule.next }) };
}
