import { SeededRandom } from '#local/chance/seeded-random.ts';
import { openWindowAt } from '#shared/domain/schedule/maintenance-window.ts';
import { NIGHT } from '#test/world/world.ts';
import { closesAt, cronOf, drawWindow } from './night-windows.ts';

const FIVE_DAYS_MINUTES = 5 * 1_440;

it('the oracle\'s arithmetic and the product\'s cron agree on when the window of a night is open', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = new SeededRandom(seed, 'windows in a test');
    const window = drawWindow(random);
    const { timeZone, lengthMinutes } = window;
    const now = NIGHT + random.integer(0, FIVE_DAYS_MINUTES) * 60_000 + random.integer(0, 59_999);

    const product = openWindowAt([{ cron: cronOf(window), offsetDays: 0, timeZone, lengthMinutes }], now);

    expect({ window, closesAt: closesAt(window, now) }).toEqual({ window, closesAt: product?.closesAt });
  }
});

it('the moment of opening is within, the moment of closing is not', () => {
  const window = { opensAtMinuteUtc: 90, lengthMinutes: 120, timeZone: 'UTC' };
  const opensAt = Date.UTC(2026, 2, 10, 1, 30);
  const closes = Date.UTC(2026, 2, 10, 3, 30);

  expect([opensAt - 1, opensAt, closes - 1, closes].map((now) => closesAt(window, now))).toEqual([undefined, closes, closes, undefined]);
});
