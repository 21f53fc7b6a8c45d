import type { ChangeCalendar } from './change-calendar.ts';

const MINUTE = 60_000;

/** A hub whose calendars a test may set, and one that tells how often it was asked. */
export interface CalendarUnderTest {
  calendar: ChangeCalendar;
  /** Makes or edits a calendar that is open but for these times, epoch ms. */
  put: (name: string, closed: readonly { fromMs: number; toMs: number }[]) => Promise<void> | void;
  /** Calls of GetCalendarState so far. */
  asked: () => number;
  /** Epoch ms, by the hub's clock. */
  now: () => number;
  passSeconds: (seconds: number) => Promise<void> | void;
}

/** What twin and real adapter must both do. */
export function changeCalendarSuite(implementation: string, make: () => Promise<CalendarUnderTest>): void {
  describe(`port ChangeCalendar / ${implementation}`, () => {
    test('no calendar forbids nothing, and nobody is asked', async () => {
      const { calendar, asked, now } = await make();
      expect(await calendar.state([], now())).toEqual({ state: 'OPEN' });
      expect(asked()).toBe(0);
    });

    test('one is open until it closes, and closed until it opens', async () => {
      const { calendar, put, now, passSeconds } = await make();
      const closed = { fromMs: now() + 10 * MINUTE, toMs: now() + 20 * MINUTE };
      await put('Freeze', [closed]);
      expect(await calendar.state(['Freeze'], now())).toEqual({ state: 'OPEN', until: closed.fromMs });
      await passSeconds(15 * 60);
      expect(await calendar.state(['Freeze'], now())).toEqual({ state: 'CLOSED', until: closed.toMs });
    });

    test('one that is closed closes all', async () => {
      const { calendar, put, now } = await make();
      await put('Open', []);
      await put('Freeze', [{ fromMs: now() - MINUTE, toMs: now() + 20 * MINUTE }]);
      expect(await calendar.state(['Open', 'Freeze'], now())).toMatchObject({ state: 'CLOSED' });
    });

    test('one that nobody made is unknown, never open', async () => {
      const { calendar, now } = await make();
      expect(await calendar.state(['Nobody'], now())).toEqual({ state: 'unknown' });
    });

    test('an answer stands for a moment, and an edit is known within a minute', async () => {
      const { calendar, put, asked, now, passSeconds } = await make();
      await put('Freeze', []);
      await calendar.state(['Freeze'], now());
      await calendar.state(['Freeze'], now());
      expect(asked()).toBe(1);
      await put('Freeze', [{ fromMs: now() - MINUTE, toMs: now() + 20 * MINUTE }]);
      await passSeconds(58);
      expect(await calendar.state(['Freeze'], now())).toMatchObject({ state: 'CLOSED' });
    });

    test('an answer never stands past the change that it announced', async () => {
      const { calendar, put, now, passSeconds } = await make();
      await put('Freeze', [{ fromMs: now() + 10_000, toMs: now() + 20 * MINUTE }]);
      await calendar.state(['Freeze'], now());
      await passSeconds(10);
      expect(await calendar.state(['Freeze'], now())).toMatchObject({ state: 'CLOSED' });
    });

    test('what could not be read is read again at once', async () => {
      const { calendar, put, now } = await make();
      await calendar.state(['Freeze'], now());
      await put('Freeze', []);
      expect(await calendar.state(['Freeze'], now())).toMatchObject({ state: 'OPEN' });
    });
  });
}
