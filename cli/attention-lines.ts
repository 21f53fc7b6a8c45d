import { attentionTitle } from '#shared/domain/attention.ts';
import type { AttentionKind } from '#shared/events/attention-needed.ts';
import type { RunSummary } from '#shared/domain/run-summary.ts';
import { showTime } from '#shared/domain/show-time.ts';

type Attention = RunSummary['attention'][number];

/** What calls for a person, and below each what to do. */
export function attentionLines(all: readonly Attention[]): string[] {
  return all.flatMap((one) => [`${showTime(Date.parse(one.at))}  ${attentionLine(one)}`, `${' '.repeat(22)}Next: ${one.next}`]);
}

/** `Halted by its errors: wave canary. 3 errors in ...` */
export function attentionLine({ kind, subject, reason, detail }: Attention): string {
  const why = reason === undefined ? '' : ` (${reason})`;
  return `${attentionTitle({ kind: kind as AttentionKind })}: ${subject}${why}. ${detail}`;
}
