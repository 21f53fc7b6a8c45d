import { deployedStages, type DeployedResource } from '../templates/deployed-stage.ts';
import { allRules, verdictOf } from './all-rules.ts';
import { starResources, storesOfCode, storesUnderKeyOfS3, targetsWithoutDeadLetters } from './reviewed.ts';
import { at } from './rule.ts';
import { actionsOf, resourcesOf, statementsOf } from './statements.ts';

let deployed: DeployedResource[];

beforeAll(async () => {
  deployed = await deployedStages();
}, 180_000);

afterAll(() => {
  const lines = allRules.map((rule) => verdictOf(rule, deployed).told);
  process.stderr.write(`policy set: ${deployed.length} resources of three stages\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
});

describe('in the templates of all stages', () => {
  it.each(allRules.map((rule) => ({ ...rule, rule })))('$subjects are $demand', ({ rule }) => {
    const { examined, faults } = verdictOf(rule, deployed);
    expect({ faults, examined: examined > 0 }).toEqual({ faults: [], examined: true });
  });

  it('two stages share no name', () => {
    const named = deployed.filter(({ stack }) => stack !== 'spoke').flatMap(({ stage, type, properties }) => NAMES.map((name) => ({ stage, name: `${type} ${String(at(properties, name))}` })));
    const given = named.filter(({ name }) => !name.endsWith(' undefined'));
    const clashes = given.filter(({ stage, name }) => given.some((other) => other.name === name && other.stage !== stage)).map(({ name }) => name);
    expect({ clashes: [...new Set(clashes)], enough: given.length > 100 }).toEqual({ clashes: [], enough: true });
  });

  it('each reviewed exception is still needed', () => {
    const stars = statementsOf(deployed).filter(({ kind, statement }) => kind === 'identity' && resourcesOf(statement).includes('*')).flatMap(({ statement }) => actionsOf(statement));
    const named = deployed.flatMap(({ stack, type, logicalId }) => [`${stack} ${logicalId}`, `${type} ${logicalId}`]);
    expect({
      stars: Object.keys(starResources).filter((action) => !stars.includes(action)),
      named: Object.keys({ ...targetsWithoutDeadLetters, ...storesOfCode, ...storesUnderKeyOfS3 }).filter((name) => !named.includes(name)),
    }).toEqual({ stars: [], named: [] });
  });
});

const NAMES = ['Name', 'QueueName', 'TableName', 'TopicName', 'BucketName', 'FunctionName', 'RoleName', 'AlarmName', 'AliasName', 'LogGroupName', 'DashboardName', 'ArchiveName', 'TrailName'];
