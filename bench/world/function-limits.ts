import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { queueNames, type QueueName } from '#test/world/services.ts';

interface QueueTrigger {
  batchSize: number;
  maximumConcurrency: number;
}

interface ServiceFile {
  functions: Record<string, { events: { sqs?: Pick<QueueTrigger, 'batchSize'> }[] }>;
}

/** config/presets/production.yml: the size of the fleets that the bench plays. */
type Sizes = Partial<Record<string, Pick<QueueTrigger, 'maximumConcurrency'>>>;

const services = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];

/** Batch size and functions at once of each queue, as they are deployed. */
export function functionLimits(): Record<QueueName, QueueTrigger> {
  const functions = Object.assign({}, ...services.map(functionsOf)) as ServiceFile['functions'];
  const sizes = parse(readFileSync('config/presets/production.yml', 'utf8')) as Sizes;
  return Object.fromEntries(queueNames.map((name) => [name, triggerOf(functions, sizes, name)])) as Record<QueueName, QueueTrigger>;
}

function functionsOf(service: string): ServiceFile['functions'] {
  // CloudFormation's own tags (!GetAtt) are unknown to the parser; nothing that is read here has one.
  const file = parse(readFileSync(`services/${service}/serverless.yml`, 'utf8'), { logLevel: 'error' }) as ServiceFile;
  return file.functions;
}

function triggerOf(functions: ServiceFile['functions'], sizes: Sizes, name: string): QueueTrigger {
  const trigger = functions[name]?.events.find(({ sqs }) => sqs !== undefined)?.sqs;
  if (trigger === undefined) throw new Error(`bench: found no queue that triggers a function ${name} in any services/*/serverless.yml.`);
  const size = sizes[name];
  if (size === undefined) throw new Error(`bench: found no size of the function ${name} in config/presets/production.yml.`);
  return { batchSize: trigger.batchSize, maximumConcurrency: size.maximumConcurrency };
}
