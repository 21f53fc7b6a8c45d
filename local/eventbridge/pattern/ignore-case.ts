export interface Anchors {
  start: boolean;
  end: boolean;
}

/**
 * A text compared without case, letter by letter as Event Ruler does it: each letter stands for its own upper and
 * lower form, so "ß" also matches "SS", but "SS" does not match "ß".
 */
export function ignoreCase(text: string, anchors: Anchors): RegExp {
  const letters = Array.from(text, (letter) => `(?:${escaped(letter.toLowerCase())}|${escaped(letter.toUpperCase())})`);
  return new RegExp(`${anchors.start ? '^' : ''}${letters.join('')}${anchors.end ? '$' : ''}`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
