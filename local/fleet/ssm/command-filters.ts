import type { CommandFilter } from '@aws-sdk/client-ssm';
import { AwsError } from '#local/wire/service.ts';
import type { Command } from '../life/command.ts';
import { checkLength } from './validation.ts';

export interface StatusOf {
  status: string;
  statusDetails: string;
}

/** The filters of ListCommands and ListCommandInvocations; all of them must agree. */
export function matchesFilters(
  filters: readonly CommandFilter[] | undefined,
  command: Command,
  status: StatusOf,
): boolean {
  return (filters ?? []).every((filter) => matches(filter, command, status));
}

export function checkFilters(filters: readonly CommandFilter[] | undefined): void {
  checkLength('filters', filters, 5);
}

type Test = (value: string, command: Command, status: StatusOf) => boolean;

const tests: Readonly<Record<string, Test>> = {
  InvokedAfter: (value, { requestedAtMs }) => requestedAtMs > momentOf(value),
  InvokedBefore: (value, { requestedAtMs }) => requestedAtMs < momentOf(value),
  DocumentName: (value, { request }) => request.documentName === value,
  Status: (value, _command, { status, statusDetails }) => status === value || statusDetails === value,
  ExecutionStage: (value, { endedAtMs }) => (value === 'Complete') === (endedAtMs !== undefined),
};

function matches({ key, value = '' }: CommandFilter, command: Command, status: StatusOf): boolean {
  const test = tests[key ?? ''];
  if (test === undefined) throw new AwsError('InvalidFilterKey', `Filter key ${String(key)} is not valid.`);
  return test(value, command, status);
}

function momentOf(value: string): number {
  const moment = Date.parse(value);
  if (Number.isNaN(moment)) {
    throw new AwsError('InvalidFilterKey', `Filter value ${value} is not a valid date; expected 2026-01-05T08:00:00Z.`);
  }
  return moment;
}
