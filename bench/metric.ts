/** One line of the bench, as `--json` writes it. */
export interface Metric {
  name: string;
  value: number;
  unit: string;
  /** The best that is possible in theory. */
  floor: number;
  /** The best figure known of others. */
  peer: number;
  gate: number;
  passed: boolean;
}

/** What a metric is held against, before anything is measured. */
export interface Yardstick extends Omit<Metric, 'value' | 'passed'> {
  /** Where the value must lie, seen from the gate; on the gate is always inside. */
  side: Side;
}

export type Side = 'at most' | 'at least' | 'exactly';

/** Values are kept to six decimals: what comes after them is no measurement. */
export function metricOf({ side, ...yardstick }: Yardstick, measured: number): Metric {
  const value = Math.round(measured * 1e6) / 1e6;
  return { ...yardstick, value, passed: isInside(value, side, yardstick.gate) };
}

function isInside(value: number, side: Side, gate: number): boolean {
  if (side === 'exactly') return value === gate;
  return side === 'at most' ? value <= gate : value >= gate;
}
