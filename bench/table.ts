import type { Metric, Side } from './metric.ts';

export interface Row extends Metric {
  side: Side;
  note: string | undefined;
}

const signs: Record<Side, string> = { 'at most': '<=', 'at least': '>=', exactly: '=' };
const head = ['', 'metric', 'value', 'gate', 'floor', 'peer', 'unit', ''];

/** For people: one line a metric, columns as wide as they need be. */
export function table(rows: readonly Row[]): string {
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function cells({ passed, name, value, gate, floor, peer, unit, side, note }: Row): string[] {
  return [passed ? 'ok' : 'NOT MET', name, String(Number(value.toFixed(4))), `${signs[side]} ${String(gate)}`, String(floor), String(peer), unit, note ?? ''];
}
