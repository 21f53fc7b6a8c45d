import { badInput } from './exit-codes.ts';

/** As the contracts bound it (shared/events/scalars.ts, `shortText`). */
const REASON_CHARACTERS_MAX = 300;

export function readReason(text: string): string {
  const reason = text.trim();
  if (reason === '') throw badInput('--reason: found nothing, expected words that a reader of the report understands.');
  if (reason.length > REASON_CHARACTERS_MAX) {
    throw badInput(`--reason: found ${String(reason.length)} characters, expected at most ${String(REASON_CHARACTERS_MAX)}.`);
  }
  return reason;
}
