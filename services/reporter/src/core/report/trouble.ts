import { causes, type Cause } from '#shared/domain/causes.ts';
import type { Outcome } from '#shared/domain/outcomes.ts';
import { attentionOf, type Attention } from './attention.ts';
import type { ReportRow } from './report-row.ts';

/** Instances that share outcome and cause, and so the next step. */
export interface Trouble {
  outcome: Outcome;
  attention: Attention;
  words: string;
  next: string;
  rows: readonly ReportRow[];
}

const attentionOrder: readonly Attention[] = ['person', 'reboot', 'another run'];

/** All that is not done, what needs a person first, then the most frequent. */
export function troublesOf(rows: readonly ReportRow[]): Trouble[] {
  const groups = new Map<string, Trouble & { rows: ReportRow[] }>();
  for (const row of rows) {
    if (attentionOf(row.outcome) === 'done') continue;
    const key = `${row.outcome}/${row.cause ?? ''}`;
    const group = groups.get(key) ?? emptyTrouble(row);
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].sort(byUrgency);
}

function emptyTrouble({ outcome, cause }: ReportRow): Trouble & { rows: ReportRow[] } {
  return { outcome, attention: attentionOf(outcome), words: causeWords(cause), next: nextStep(cause), rows: [] };
}

export function causeWords(cause: Cause | undefined): string {
  return cause === undefined ? 'No cause is known' : causes[cause].words;
}

export function nextStep(cause: Cause | undefined): string {
  return cause === undefined ? 'Look at the command in the account.' : causes[cause].next;
}

function byUrgency(left: Trouble, right: Trouble): number {
  const order = attentionOrder.indexOf(left.attention) - attentionOrder.indexOf(right.attention);
  return order === 0 ? right.rows.length - left.rows.length : order;
}
