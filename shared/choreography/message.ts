import { MalformedEvent, type EventContract, type EventDetail } from '../events/contract.ts';
import type { Due } from './item.ts';

/** What a service's queue can hold: a fact from the bus, its own alarm, or the tick. */
export type Message =
  | { kind: 'event'; detailType: string; detail: EventDetail }
  | ForeignMessage
  | { kind: 'due'; due: Due }
  | { kind: 'tick' };

/** An event of an AWS service. */
export interface ForeignMessage {
  kind: 'foreign';
  source: string;
  detailType: string;
  accountId: string;
  region: string;
  /** ISO 8601. */
  time?: string;
  /** ARNs of what it is about. */
  resources?: readonly string[];
  detail: unknown;
}

/**
 * Reads a queue body. Throws `MalformedEvent` naming the fault: the message then goes to the DLQ at once.
 * Events of AWS services (`source` beginning with `aws.`) are passed on unparsed as `foreign`: they are hints only.
 */
export function parseMessage(body: string, contracts: ReadonlyMap<string, EventContract<unknown>>): Message {
  const value = parseJson(body);
  if (value['type'] === 'Tick') return { kind: 'tick' };
  if (value['type'] === 'Due') return { kind: 'due', due: parseDue(value) };
  const { source, 'detail-type': detailType } = value;
  if (typeof source !== 'string' || typeof detailType !== 'string') {
    throw new MalformedEvent('message', ['source and detail-type: found neither an event, a Due nor a Tick']);
  }
  if (source.startsWith('aws.')) return foreignMessage(value, source, detailType);
  const contract = contracts.get(detailType);
  if (contract === undefined) throw new MalformedEvent(detailType, ['detail-type: not one that this queue takes']);
  return { kind: 'event', detailType, detail: contract.parse(value['detail']) };
}

function foreignMessage(value: Record<string, unknown>, source: string, detailType: string): ForeignMessage {
  const { account, region, time, resources, detail } = value;
  return {
    kind: 'foreign', source, detailType, accountId: String(account), region: String(region),
    ...(typeof time === 'string' ? { time } : {}),
    ...(Array.isArray(resources) ? { resources: resources.map(String) } : {}),
    detail,
  };
}

export function dueBody(due: Due): string {
  return JSON.stringify({ type: 'Due', ...due });
}

function parseDue(value: Record<string, unknown>): Due {
  const { key, dueAt } = value;
  if (typeof key !== 'string' || typeof dueAt !== 'number') throw new MalformedEvent('Due', ['key, dueAt: found others']);
  return { key, dueAt };
}

function parseJson(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new MalformedEvent('message', [`body: not JSON (${error instanceof Error ? error.message : String(error)})`]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedEvent('message', ['body: not a JSON object']);
  }
  return value as Record<string, unknown>;
}
