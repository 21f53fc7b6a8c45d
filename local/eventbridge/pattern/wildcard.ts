import { refusePattern } from './pattern-refusal.ts';

/** Compiles `a*b`: `*` stands for any run of characters, none included; `\*` and `\\` for themselves. */
export function compileWildcard(pattern: string): (text: string) => boolean {
  const [head = '', ...rest] = literalParts(pattern);
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === head;
  return (text) => {
    const end = text.length - tail.length;
    if (end < head.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
    // The leftmost place of each middle part leaves most room for the next, so no way back is ever needed.
    let from = head.length;
    for (const part of rest) {
      const found = text.indexOf(part, from);
      if (found < 0 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  };
}

/** Positions in refusals count bytes from the opening quote, as Event Ruler counts them. */
function literalParts(pattern: string): string[] {
  const parts = [''];
  let position = 1;
  for (let i = 0; i < pattern.length; i++) {
    let character = pattern.charAt(i);
    if (character === '*') {
      if (pattern[i + 1] === '*') refusePattern(`Consecutive wildcard characters at pos ${position}`);
      parts.push('');
      position++;
      continue;
    }
    if (character === '\\') {
      character = pattern.charAt(++i);
      if (character !== '*' && character !== '\\') refusePattern(`Invalid escape character at pos ${position}`);
      position++;
    }
    parts.push(`${parts.pop() ?? ''}${character}`);
    position += Buffer.byteLength(character);
  }
  return parts;
}
