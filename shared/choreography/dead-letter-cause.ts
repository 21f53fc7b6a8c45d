/** Enough to name every fault of a message, and far from the size limit of one. */
const CAUSE_CHARACTERS_MAX = 1_000;

/** The characters that SQS takes (those of XML 1.0); any other, or half of a pair, makes it refuse the whole message. */
const REFUSED_BY_SQS = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A cause may quote a message that anybody wrote: as it stands in the attribute `Cause` it can always be sent. */
export function deadLetterCause(cause: string): string {
  return cause.slice(0, CAUSE_CHARACTERS_MAX).replace(REFUSED_BY_SQS, '\uFFFD');
}
