import { SeededRandom } from '#local/chance/seeded-random.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { Agenda } from './agenda.ts';

function agendaAt(nowMs: number): { timers: VirtualTimers; agenda: Agenda } {
  const timers = new VirtualTimers(nowMs);
  return { timers, agenda: new Agenda(timers) };
}

describe('the agenda', () => {
  it('runs a thousand items in the order of their time, first asked first', () => {
    const { timers, agenda } = agendaAt(0);
    const random = new SeededRandom(3);
    const asked = Array.from({ length: 1_000 }, (_, i) => ({ dueMs: random.integer(1, 200), i }));
    const seen: { dueMs: number; i: number }[] = [];
    for (const item of asked) agenda.at(item.dueMs, () => seen.push({ dueMs: agenda.now(), i: item.i }));
    agenda.wake();
    timers.runUntilIdle();
    expect(seen).toEqual(asked.toSorted((a, b) => a.dueMs - b.dueMs || a.i - b.i));
  });

  it('runs what an action puts on it at the same moment', () => {
    const { timers, agenda } = agendaAt(0);
    const seen: number[] = [];
    agenda.wake();
    agenda.at(5, () => agenda.at(1, () => seen.push(agenda.now())));
    timers.advanceTo(5);
    expect(seen).toEqual([5]);
  });

  it('shows a reader the present even if its timer has not run yet', () => {
    const { agenda } = agendaAt(10);
    const seen: number[] = [];
    agenda.at(4, () => seen.push(agenda.now()));
    agenda.catchUp();
    expect([seen, agenda.now()]).toEqual([[4], 10]);
  });

  it('never goes back', () => {
    const { agenda } = agendaAt(10);
    agenda.advanceTo(50);
    agenda.wake();
    expect(agenda.now()).toBe(50);
  });
});
