import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { queueNames, type QueueName } from '#test/world/services.ts';

interface QueueTrigger {
  batchSize: number;
  maximumConcurrency: number;
}

interface ServiceFile {
  functions: Record<string, { events: { sqs?: QueueTrigger }[] }>;
}

const services = ['planner', 'approval', 'account-fanout', 'instance-patcher', 'compliance-checker', 'reporter'];

/** Batch size and functions at once of each queue, as they are deployed. */
export function functionLimits(): Record<QueueName, QueueTrigger> {
  const functions = Object.assign({}, ...services.map(functionsOf)) as ServiceFile['functions'];
  return Object.fromEntries(queueNames.map((name) => [name, triggerOf(functions, name)])) as Record<QueueName, QueueTrigger>;
}

function functionsOf(service: string): ServiceFile['functions'] {
  // CloudFormation's own tags (!GetAtt) are unknown to the parser; nothing that is read here has one.
  const file = parse(readFileSync(`services/${service}/serverless.yml`, 'utf8'), { logLevel: 'error' }) as ServiceFile;
  return file.functions;
}

function triggerOf(functions: ServiceFile['functions'], name: string): QueueTrigger {
  const trigger = functions[name]?.events.find(({ sqs }) => sqs !== undefined)?.sqs;
  if (trigger === undefined) throw new Error(`bench: found no queue that triggers a function ${name} in any services/*/serverless.yml.`);
  return trigger;
}
