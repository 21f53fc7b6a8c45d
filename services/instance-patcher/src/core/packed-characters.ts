/** The same text with one character replaced at each of these positions. */
export function withCharacters(text: string, positions: readonly number[], character: string): string {
  const characters = Array.from(text);
  for (const position of positions) characters[position] = character;
  return characters.join('');
}
