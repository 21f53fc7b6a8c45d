import type { Owner } from './bus-address.ts';

export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal: string | { AWS?: string | string[]; Service?: string | string[] };
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** Who sends what from where: what a condition of a bus policy can ask. */
export interface Sender {
  accountId: string;
  /** Every account of the local cloud is a member. */
  organizationId: string;
  event: { source: string; detailType: string };
}

/**
 * Whether another account may put an event on this bus. A condition that the local cloud cannot judge never allows, and
 * never lifts a Deny.
 */
export function allowsSender(statements: readonly PolicyStatement[], bus: Owner, sender: Sender): boolean {
  if (sender.accountId === bus.accountId) return true;
  const concerned = statements.filter((statement) => names(statement, sender.accountId));
  if (concerned.some((statement) => statement.Effect === 'Deny' && conditionHolds(statement, sender) !== false)) return false;
  return concerned.some((statement) => statement.Effect === 'Allow' && conditionHolds(statement, sender) === true);
}

function names(statement: PolicyStatement, accountId: string): boolean {
  const principals = typeof statement.Principal === 'string' ? [statement.Principal] : listOf(statement.Principal.AWS);
  const actions = listOf(statement.Action);
  return (
    principals.some((principal) => principal === '*' || principal.split(':')[4] === accountId || principal === accountId) &&
    actions.some((action) => ['*', 'events:*', 'events:PutEvents'].includes(action))
  );
}

function conditionHolds(statement: PolicyStatement, sender: Sender): boolean | 'unknown' {
  const verdicts = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => keyHolds(operator, valueOf(key, sender), listOf(wanted))),
  );
  if (verdicts.includes(false)) return false;
  return verdicts.includes('unknown') ? 'unknown' : true;
}

// An event that is on its way has one source and one type, so "for all values" asks the same as "for any".
const EQUALITIES = ['StringEquals', 'ForAnyValue:StringEquals', 'ForAllValues:StringEquals'];

function keyHolds(operator: string, value: string | undefined, wanted: string[]): boolean | 'unknown' {
  if (value === undefined) return 'unknown';
  if (operator === 'Null') return wanted.includes('false');
  return EQUALITIES.includes(operator) ? wanted.includes(value) : 'unknown';
}

function valueOf(key: string, sender: Sender): string | undefined {
  const values: Record<string, string> = {
    'aws:principalorgid': sender.organizationId,
    'aws:sourceorgid': sender.organizationId,
    'aws:principalaccount': sender.accountId,
    'aws:sourceaccount': sender.accountId,
    'events:source': sender.event.source,
    'events:detail-type': sender.event.detailType,
  };
  return values[key.toLowerCase()];
}

function listOf(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
