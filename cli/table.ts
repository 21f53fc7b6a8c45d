/** Columns as wide as their widest cell, two spaces between; those with numbers to the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const columns = headings.map((heading, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    const width = Math.max(heading.length, ...cells.map((cell) => String(cell).length));
    return cells.some((cell) => typeof cell === 'number') ? (text: string) => text.padStart(width) : (text: string) => text.padEnd(width);
  });
  const line = (cells: readonly (string | number)[]) => columns.map((pad, column) => pad(String(cells[column] ?? ''))).join('  ').trimEnd();
  const rule = columns.map((pad) => '-'.repeat(pad('').length)).join('  ');
  return [line(headings), rule, ...rows.map(line)].join('\n');
}
