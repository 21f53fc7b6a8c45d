import { SeededRandom } from '#local/chance/seeded-random.ts';

/** How often which trouble comes, each from 0 to 1. */
export interface FaultRates {
  /** A message is delivered a second time. */
  duplicate: number;
  /** An event of SSM never arrives. */
  lostHint: number;
  /** A handler dies before or after a single effect; its messages come again. */
  crash: number;
  /** An entry of PutEvents is refused. */
  refusedEntry: number;
}

export const noFaults: FaultRates = { duplicate: 0, lostHint: 0, crash: 0, refusedEntry: 0 };

/** The world's one source of chance; it stops when `calm` is called, and counts what it did. */
export class Chance {
  readonly counts: Record<keyof FaultRates, number> = { duplicate: 0, lostHint: 0, crash: 0, refusedEntry: 0 };
  private readonly random: SeededRandom;
  private rates: FaultRates;
  private dead = false;

  constructor(seed: number, rates: FaultRates) {
    this.random = new SeededRandom(seed, 'world');
    this.rates = rates;
  }

  strikes(fault: keyof FaultRates): boolean {
    const rate = this.rates[fault];
    if (rate === 0 || !this.random.chance(rate)) return false;
    this.counts[fault] += 1;
    return true;
  }

  /** Milliseconds that a message is under way. */
  latencyMs(): number {
    return this.random.integer(50, 400);
  }

  delayMs(fromMs: number, toMs: number): number {
    return this.random.integer(fromMs, toMs);
  }

  /** True from the moment a handler's process died until the next one starts: nothing it still tries gets out. */
  get processIsDead(): boolean {
    return this.dead;
  }

  /** Dies here, if chance will have it. */
  mayDie(where: string): void {
    if (this.dead || this.strikes('crash')) {
      this.dead = true;
      throw new Crash(where);
    }
  }

  startProcess(): void {
    this.dead = false;
  }

  calm(): void {
    this.rates = noFaults;
  }
}

/** A process that dies: no handler may catch it and go on, so it is thrown outside of every effect's own handling. */
export class Crash extends Error {
  constructor(where: string) {
    super(`crash ${where}`);
    this.name = 'Crash';
  }
}
