import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { catalogue } from '#shared/events/catalogue.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import { queueNames, type QueueName } from '#test/world/services.ts';
import { World } from '#test/world/world.ts';

interface Rule { source: string[]; 'detail-type': string[] }
interface ServiceFile { custom: { queues: Record<string, { name: string; rules?: Record<string, Rule> }> } }

/** Which queue of which service's serverless.yml feeds which function of the code. */
const homes: Record<QueueName, string> = {
  planning: 'planner', control: 'planner', discovery: 'account-fanout', admission: 'account-fanout', patching: 'instance-patcher',
  checking: 'compliance-checker', approving: 'approval', reading: 'reporter', reporting: 'reporter',
};

const tag = (name: string) => ({ tag: name, resolve: (text: string) => text });

function rulesOf(queue: QueueName): Rule[] {
  const file = readFileSync(`services/${homes[queue]}/serverless.yml`, 'utf8');
  const { custom } = parse(file, { customTags: [tag('!Ref'), tag('!Sub'), tag('!GetAtt')] }) as ServiceFile;
  return Object.values(custom.queues[queue]?.rules ?? {});
}

/** `source detail-type` of every pair that a rule lets through. */
function pairsOf(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ source, 'detail-type': types }) => source.flatMap((one) => types.map((type) => `${one} ${type}`))).sort();
}

const services = new World().queues;
const isOurs = (pair: string) => pair.startsWith('patchwave.');

describe.each(queueNames.map((name) => [name]))('the rules of the queue %s', (queue) => {
  const service = services[queue].service as QueueService;

  it('let in exactly the events that its code takes, from exactly those who may say them', () => {
    const taken = service.contracts.flatMap(({ sources, detailType }) => sources.map((source) => `${source} ${detailType}`)).sort();
    expect(pairsOf(rulesOf(queue)).filter(isOurs)).toEqual(taken);
  });

  it('name only events of the catalogue', () => {
    const known = new Set(catalogue.map(({ detailType }) => detailType));
    const named = rulesOf(queue).filter(({ source }) => !source.some((one) => one.startsWith('aws.'))).flatMap((rule) => rule['detail-type']);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

it('hints of SSM reach instance-patcher only', () => {
  const takers = queueNames.filter((queue) => rulesOf(queue).some(({ source }) => source.includes('aws.ssm')));
  expect(takers).toEqual(['patching']);
});

it('alarms of CloudWatch reach the planner only, and only when they are raised', () => {
  const takers = queueNames.flatMap((queue) => rulesOf(queue).filter(({ source }) => source.includes('aws.cloudwatch')).map((rule) => ({ queue, ...rule })));
  expect(takers).toEqual([
    { queue: 'control', source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'], detail: { state: { value: ['ALARM'] } } },
  ]);
});

it('every event is heard by one of the six services, or is meant for others', () => {
  const heard = new Set(queueNames.flatMap((queue) => (services[queue].service as QueueService).contracts.map(({ detailType }) => detailType)));
  expect(catalogue.filter(({ detailType, outward }) => !outward && !heard.has(detailType)).map(({ detailType }) => detailType)).toEqual([]);
});

it('every event of our own services has exactly one producer', () => {
  const several = catalogue.filter(({ sources }) => sources.length > 1 && sources.some((source) => !/^patchwave\.(cli|api|schedule|alarm)$/.test(source)));
  expect(several.map(({ detailType }) => detailType)).toEqual([]);
});
