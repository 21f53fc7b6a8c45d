/** Free text from people and from AWS is cut before it is kept: a run's item must stay under 4 KB. */
const KEPT_CHARACTERS_MAX = 120;

export function keptText(text: string): string {
  return cut(text, KEPT_CHARACTERS_MAX);
}

/** Bound of `shortText` in the contracts. */
const SHORT_TEXT_MAX = 300;

export function shortTextOf(text: string): string {
  return cut(text, SHORT_TEXT_MAX);
}

function cut(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax - 3)}...`;
}
