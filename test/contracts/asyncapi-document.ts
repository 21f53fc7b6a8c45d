import * as z from 'zod/mini';

import { catalogue } from '#shared/events/catalogue.ts';
import type { EventContract } from '#shared/events/contract.ts';

/** The JSON Schema (draft 7) of an event's `detail`. */
export function jsonSchemaOf(contract: EventContract<unknown>): Record<string, unknown> {
  return {
    $id: `${contract.detailType}.json`,
    title: contract.detailType,
    description: contract.description,
    ...z.toJSONSchema(contract.detail, { target: 'draft-7', io: 'input' }),
  };
}

/** AsyncAPI 3.0: one channel, the bus; a message per event; an operation per producer. */
export function asyncApiDocument(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Patchwave events',
      version: '1.0.0',
      description: 'Every event on the hub bus. Generated from shared/events by "npm run contracts"; do not edit.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: {
      bus: {
        address: 'patchwave-{stage}',
        description: 'The EventBridge bus of the hub. `detail-type` is the message name, `source` its producer.',
        parameters: { stage: { description: 'dev, staging or prod' } },
        messages: Object.fromEntries(catalogue.map(({ detailType }) => [detailType, { $ref: `#/components/messages/${detailType}` }])),
      },
    },
    operations: Object.fromEntries(producers().map(([source, detailTypes]) => [
      source,
      {
        action: 'send',
        summary: `What ${source} says.`,
        channel: { $ref: '#/channels/bus' },
        messages: detailTypes.map((detailType) => ({ $ref: `#/channels/bus/messages/${detailType}` })),
      },
    ])),
    components: { messages: Object.fromEntries(catalogue.map((contract) => [contract.detailType, messageOf(contract)])) },
  };
}

function messageOf(contract: EventContract<unknown>) {
  return {
    name: contract.detailType,
    title: contract.name,
    summary: contract.description,
    contentType: 'application/json',
    tags: contract.outward ? [{ name: 'outward', description: 'Also meant for consumers outside the six services.' }] : [],
    payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: jsonSchemaOf(contract) },
  };
}

function producers(): [string, string[]][] {
  const bySource = new Map<string, string[]>();
  for (const { sources, detailType } of catalogue) {
    for (const source of sources) bySource.set(source, [...(bySource.get(source) ?? []), detailType]);
  }
  return [...bySource].sort(([a], [b]) => (a < b ? -1 : 1));
}
