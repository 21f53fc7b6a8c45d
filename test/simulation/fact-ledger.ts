import type { SaidFact } from '#test/world/world-bus.ts';
import { Violation } from './violation.ts';

/** Ids of facts that an item promised: the item's key, the promise's number, the fact's place in it. */
const PROMISED = /^(.+)#(\d+)\.\d+$/;

/** Promises of these items always make at least one fact, so a number that was never said is a promise that was broken. */
const GAPLESS = /^(RUN|WAVE|APPROVAL|REPORT|F)#/;
/** But an approval that lapsed as it was given has no more to say once it is asked for anew. */
const GAPLESS_BUT_APPROVALS = /^(RUN|WAVE|REPORT|F)#/;

/** Many ticks later than the outbox's own patience: by then no chain of troubles can excuse the silence. */
const SAID_WITHIN_MS = 2 * 3_600_000;

/**
 * 7: a fact that was said became true once, every promise is kept, and in time. Judged by the ids and times of what is
 * said on the bus; no item is ever read.
 */
export class FactLedger {
  readonly violations: Violation[] = [];
  private readonly occurredAt = new Map<string, number>();
  private readonly said = new Map<string, Set<number>>();
  private readonly skewMs: number;
  private readonly gapless: RegExp;
  private closed = false;

  constructor({ skewMs, approvalsLapse }: { skewMs: number; approvalsLapse: boolean }) {
    this.skewMs = skewMs;
    this.gapless = approvalsLapse ? GAPLESS_BUT_APPROVALS : GAPLESS;
  }

  onFact({ id, name, occurredAt }: SaidFact, now: number): void {
    const [, key, number] = PROMISED.exec(id) ?? [];
    if (this.closed || key === undefined || number === undefined) return;
    const known = this.occurredAt.get(id);
    if (known === undefined) this.onFirst({ id, name, occurredAt }, now);
    else if (known !== occurredAt) this.broken(`${id} (${name}) was said of two moments, ${iso(known)} and ${iso(occurredAt)}: once before it was saved`);
    this.said.set(key, (this.said.get(key) ?? new Set()).add(Number(number)));
  }

  /** From now on nothing is new: whatever is said, is said again. Returns the promises that were passed over. */
  close(): Violation[] {
    this.closed = true;
    return [...this.said].filter(([key]) => this.gapless.test(key)).flatMap(([key, numbers]) =>
      Array.from({ length: Math.max(...numbers) }, (_, index) => index + 1)
        .filter((number) => !numbers.has(number))
        .map((number) => new Violation(7, `${key} promised ${String(Math.max(...numbers))} facts, and number ${String(number)} was never said`)),
    );
  }

  private onFirst({ id, name, occurredAt }: Pick<SaidFact, 'id' | 'name' | 'occurredAt'>, now: number): void {
    this.occurredAt.set(id, occurredAt);
    const lateMs = now - occurredAt;
    if (lateMs > SAID_WITHIN_MS + this.skewMs) this.broken(`${id} (${name}) was said ${String(Math.round(lateMs / 60_000))} minutes after it became true`);
  }

  private broken(seen: string): void {
    this.violations.push(new Violation(7, seen));
  }
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
