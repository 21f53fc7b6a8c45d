import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { deployedStages, type DeployedResource } from '#test/security/templates/deployed-stage.ts';
import { printedTemplates, STAGES, type PrintedTemplate, type Stage } from '#test/security/templates/printed-templates.ts';

/** The data that outlives its stack, and the keys without which nobody could read it. docs/deploy.md lists the same. */
const TABLES = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'].map((service) => `${service} Table`);
const HUB = [...TABLES, 'platform DataKey', 'platform RunsBucket', 'platform SnapshotBucket', 'platform AccessLogBucket'];
const KEPT: Record<Stage, readonly string[]> = {
  dev: HUB,
  staging: [...HUB, 'platform TrailBucket'],
  prod: [...HUB, 'platform TrailBucket', 'replica DataKey', 'replica RunsReplica'],
};

/** What the functions and the CLI make in AWS while they run, and what becomes of it. */
const MADE: Record<string, string> = {
  PutItemCommand: 'items: in tables, which are kept',
  BatchWriteItemCommand: 'items: in tables, which are kept',
  PutObjectCommand: 'objects: in the run bucket, which is kept',
  PutEventsCommand: 'events: in queues and archive, which go with their stacks',
  SendMessageCommand: 'messages: in queues, which go with their stacks',
  SendCommandCommand: 'commands in the history of Systems Manager, which ends by itself after 30 days',
};
const MAKES = /\b(?:Create|Put|Register|Start|Run|Add|Attach|Copy|Import|Publish|Send|Tag|Update|BatchWrite|Enable|Associate)[A-Z]\w*Command\b/g;

let deployed: DeployedResource[];
const templates = new Map<Stage, Record<string, PrintedTemplate>>();
beforeAll(async () => {
  deployed = await deployedStages();
  for (const stage of STAGES) templates.set(stage, await printedTemplates(stage));
}, 180_000);

describe('when a stage is removed', () => {
  it.each(STAGES)('all of %s goes, but for the data that is to be kept', (stage) => {
    const resources = deployed.filter((resource) => resource.stage === stage);
    const kept = resources.filter(({ deletionPolicy }) => deletionPolicy !== undefined && deletionPolicy !== 'Delete');
    process.stderr.write(`removal: ${resources.length} resources of ${stage}, ${kept.length} kept\n`);
    expect(kept.map(({ stack, logicalId }) => `${stack} ${logicalId}`).sort()).toEqual([...KEPT[stage]].sort());
    expect([...new Set(kept.map(({ deletionPolicy }) => deletionPolicy))]).toEqual(['RetainExceptOnCreate']);
  });

  it('no bucket stops it by not being empty: one that is not kept is emptied by the tool', () => {
    const buckets = deployed.filter(({ type, deletionPolicy }) => type === 'AWS::S3::Bucket' && deletionPolicy !== 'RetainExceptOnCreate');
    expect([...new Set(buckets.map(({ logicalId }) => logicalId))]).toEqual(['ServerlessDeploymentBucket']);
  });

  it('no stack holds another back: none imports what another exports, and platform goes last', () => {
    const texts = [...templates.values()].flatMap((of) => Object.values(of)).map((template) => JSON.stringify(template));
    const { services } = parse(readFileSync('serverless-compose.yml', 'utf8')) as { services: Record<string, { dependsOn?: string }> };
    expect({ importing: texts.filter((text) => text.includes('ImportValue')).length, enough: texts.length >= 3 * 7 }).toEqual({ importing: 0, enough: true });
    expect(Object.fromEntries(Object.entries(services).map(([name, { dependsOn }]) => [name, dependsOn]))).toEqual({
      platform: undefined, planner: 'platform', approval: 'platform', 'account-fanout': 'platform', 'instance-patcher': 'platform', 'compliance-checker': 'platform', reporter: 'platform',
    });
  });

  it('the spokes that a StackSet has made go with it', () => {
    const stackSets = deployed.filter(({ type }) => type === 'AWS::CloudFormation::StackSet');
    expect(stackSets.map(({ deletionPolicy, properties }) => ({ deletionPolicy, autoDeployment: properties['AutoDeployment'] }))).toEqual([
      { deletionPolicy: undefined, autoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false } },
    ]);
  });
});

describe('beside its stacks a stage makes', () => {
  it('nothing while it runs that would stay behind unheard of', () => {
    const sources = ['services', 'shared', 'cli'].flatMap(sourcesBelow);
    const made = new Set(sources.flatMap((source) => readFileSync(source, 'utf8').match(MAKES) ?? []));
    process.stderr.write(`removal: ${made.size} calls that make something, in ${sources.length} files\n`);
    expect({ made: [...made].sort(), enough: sources.length > 200 }).toEqual({ made: Object.keys(MADE).sort(), enough: true });
  });

  it('no log group: each function writes to the one of its stack and may make none', () => {
    const text = JSON.stringify(deployed.filter(({ type }) => type === 'AWS::IAM::Role' || type === 'AWS::IAM::ManagedPolicy'));
    expect({ streams: text.includes('logs:CreateLogStream'), groups: text.includes('logs:CreateLogGroup'), all: text.includes('logs:*') })
      .toEqual({ streams: true, groups: false, all: false });
  });
});

it('what is kept on removal is kept as well when CloudFormation would replace it', () => {
  const resources = [...templates.values()].flatMap((of) => Object.values(of)).flatMap(({ Resources }) => Object.values(Resources));
  const retained = resources.filter(({ DeletionPolicy }) => DeletionPolicy === 'RetainExceptOnCreate') as { UpdateReplacePolicy?: string }[];
  expect({ otherwise: retained.filter(({ UpdateReplacePolicy }) => UpdateReplacePolicy !== 'Retain'), enough: retained.length >= 30 }).toEqual({ otherwise: [], enough: true });
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(test|suite|fixture|builder|in-memory)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](\.serverless|\.esbuild|testing)[\\/]/.test(file));
}
