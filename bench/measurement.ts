import type { Yardstick } from './metric.ts';

export interface Measured {
  value: number;
  /** What a reader of the table should know beside it. */
  note?: string;
}

export interface Measurement extends Yardstick {
  measure: () => Promise<Measured>;
}
