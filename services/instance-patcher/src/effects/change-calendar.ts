/** Freezes and change windows that are kept outside a policy. */
export interface ChangeCalendar {
  /** Known to be not older than 60 s, and never past the calendar's next change. `unknown` holds the send. */
  state(nowMs: number): Promise<'OPEN' | 'CLOSED' | 'unknown'>;
}

/** No calendar is configured: nothing forbids a send. */
export const noChangeCalendar: ChangeCalendar = { state: () => Promise.resolve('OPEN') };
