/** A half-open span of milliseconds since 1970. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** A change calendar: during its events it is the other state than by default. */
export interface Calendar {
  defaultState: 'OPEN' | 'CLOSED';
  events: readonly Span[];
}

export interface CalendarVerdict {
  state: 'OPEN' | 'CLOSED';
  /** When the state will be the other one; undefined if never. */
  nextMs: number | undefined;
}

/** Closed if any of the calendars is. */
export function verdictAt(calendars: readonly Calendar[], atMs: number): CalendarVerdict {
  const state = stateAt(calendars, atMs);
  const moments = calendars
    .flatMap(({ events }) => events.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))
    .filter((momentMs) => momentMs > atMs)
    .sort((a, b) => a - b);
  return { state, nextMs: moments.find((momentMs) => stateAt(calendars, momentMs) !== state) };
}

function stateAt(calendars: readonly Calendar[], atMs: number): 'OPEN' | 'CLOSED' {
  return calendars.every((calendar) => isOpen(calendar, atMs)) ? 'OPEN' : 'CLOSED';
}

function isOpen({ defaultState, events }: Calendar, atMs: number): boolean {
  const during = events.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  return during === (defaultState === 'CLOSED');
}
