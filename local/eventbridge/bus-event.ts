/** An event as rules see it and queues receive it. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** Whole seconds, as EventBridge writes it: `2026-01-31T02:00:00Z`. */
  time: string;
  region: string;
  resources: string[];
  detail: object;
  /** Only on events that a replay sends again. */
  'replay-name'?: string;
}

/** What a source knows of an event before the bus has taken it in. */
export interface NewEvent {
  source: string;
  detailType: string;
  detail: object;
  resources?: string[];
  /** Milliseconds since 1970; the clock's now when absent. */
  timeMs?: number;
}

export function eventTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
