import type { Caller } from './service.ts';

/** The members of a request that decide about access, whatever the operation. */
interface Naming {
  RoleArn?: string;
  ExternalId?: string;
  EventBusName?: string;
  Entries?: { EventBusName?: string; Source?: string; DetailType?: string }[];
  CalendarNames?: string[];
  DocumentName?: string;
}

/** Only the resources that decide about access are worth naming to a recorder. */
export function resourceNamed(input: unknown, caller: Caller): string | undefined {
  const named = (input ?? {}) as Naming;
  return named.RoleArn ?? busNamed(named, caller) ?? documentNamed(named, caller);
}

/** What the conditions of an IAM policy would see of a request, by condition key; undefined when that is nothing. */
export function conditionKeysOf(input: unknown): Record<string, string[]> | undefined {
  const { ExternalId, Entries } = (input ?? {}) as Naming;
  if (ExternalId !== undefined) return { 'sts:ExternalId': [ExternalId] };
  return Array.isArray(Entries) ? ofEntries(Entries) : undefined;
}

function ofEntries(entries: NonNullable<Naming['Entries']>): Record<string, string[]> {
  const each = (read: (entry: (typeof entries)[number]) => string | undefined): string[] =>
    [...new Set(entries.map((entry) => read(entry) ?? ''))].sort();
  return { 'events:source': each(({ Source }) => Source), 'events:detail-type': each(({ DetailType }) => DetailType) };
}

function busNamed({ EventBusName, Entries }: Naming, { region, accountId }: Caller): string | undefined {
  const name = EventBusName ?? Entries?.[0]?.EventBusName;
  return name === undefined || name.startsWith('arn:') ? name : `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
}

/** AWS's own documents belong to no account. */
function documentNamed({ CalendarNames, DocumentName }: Naming, { region, accountId }: Caller): string | undefined {
  const name = CalendarNames?.[0] ?? DocumentName;
  if (name === undefined || name.startsWith('arn:')) return name;
  return `arn:aws:ssm:${region}:${name.startsWith('AWS-') ? '' : accountId}:document/${name}`;
}
