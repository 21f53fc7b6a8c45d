import { causes } from '#shared/domain/causes.ts';
import type { Report } from './report.ts';
import type { ReportRow } from './report-row.ts';

const columns: readonly (readonly [string, (row: ReportRow) => string | number | undefined])[] = [
  ['wave', ({ wave }) => wave],
  ['accountId', ({ accountId }) => accountId],
  ['region', ({ region }) => region],
  ['instanceId', ({ instanceId }) => instanceId],
  ['name', ({ name }) => name],
  ['platform', ({ platform }) => platform],
  ['outcome', ({ outcome }) => outcome],
  ['cause', ({ cause }) => (cause === undefined ? undefined : causes[cause].words)],
  ['nextStep', ({ cause }) => (cause === undefined ? undefined : causes[cause].next)],
  ['attempts', ({ attempts }) => attempts],
  ['exitCode', ({ exitCode }) => exitCode],
  ['installed', ({ installed }) => installed],
  ['missing', ({ missing }) => missing],
  ['failed', ({ failed }) => failed],
];

/** RFC 4180: CRLF line ends, a header, quotes where they are needed. */
export function reportCsv({ rows }: Report): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, valueOf]) => cell(valueOf(row))))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/**
 * A spreadsheet runs text that begins so as a formula, and a Name tag is written by whoever may tag an instance.
 * The apostrophe makes it text.
 */
const FORMULA_START = /^[=+\-@\t\r]/;

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
