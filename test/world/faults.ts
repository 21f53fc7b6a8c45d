import { SeededRandom } from '#local/chance/seeded-random.ts';

/** Every kind of trouble this world can make. */
export const faultKinds = [
  /** A message is delivered a second time, later. */
  'duplicate',
  /** Two deliveries of one message are handled at the same moment. */
  'duplicateAtOnce',
  /** A message overtakes others. */
  'reorder',
  /** A message is under way for minutes to hours. */
  'delay',
  /** An event of SSM never arrives. */
  'lostHint',
  /** A handler dies before or after a single effect; its messages come again. */
  'crash',
  /** Everything dies at once, and all that was under way is lost with it. */
  'powerCut',
  /** SSM or EC2 answers with a throttle. */
  'throttle',
  /** One of a batch fails although it was handled. */
  'batchFailure',
  /** An entry of PutEvents is refused. */
  'refusedEntry',
  /** A read of the index, or of SSM's list of commands, shows an older state. */
  'staleRead',
  /** The session of a spoke has expired. */
  'expiredCredentials',
  /** SendCommand was carried out, and its answer was lost. */
  'lostAnswer',
  /** SSM still shows yesterday's patch state, all green, although this day's operation has ended. */
  'oldEvidence',
  /** CloudWatch's word that an alarm has changed never arrives. */
  'alarmEventLost',
  /** A message cannot be handled five times in a row and lies in the DLQ until somebody replays it. */
  'deadLetter',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** How often each kind strikes, from 0 to 1. */
export type FaultRates = Record<FaultKind, number>;

export const noFaults = Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as FaultRates;

/** The world's one source of chance; it stops when `calm` is called, and counts what it did. */
export class Chance {
  readonly counts = { ...noFaults };
  readonly random: SeededRandom;
  private rates: FaultRates;
  private dead = false;
  /** What the world loses when everything dies at once. */
  onPowerCut: () => void = () => undefined;
  /** Handlers at work at the same moment; a crash of one must not be taken for one of another. */
  atOnce = 1;

  constructor(seed: number, rates: FaultRates) {
    this.random = new SeededRandom(seed, 'world');
    this.rates = rates;
  }

  strikes(fault: FaultKind): boolean {
    const rate = this.rates[fault];
    if (rate === 0 || !this.random.chance(rate)) return false;
    this.counts[fault] += 1;
    return true;
  }

  /** Milliseconds that a message is under way. */
  latencyMs(): number {
    if (this.strikes('delay')) return this.random.integer(60_000, 3 * 3_600_000);
    if (this.strikes('reorder')) return this.random.integer(0, 30_000);
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
    if (this.atOnce > 1) return;
    if (this.dead || this.strikesAt(where)) {
      this.dead = true;
      throw new Crash(where);
    }
    if (this.strikes('powerCut')) {
      this.dead = true;
      this.onPowerCut();
      throw new Crash(`${where}, with everything else`);
    }
  }

  startProcess(): void {
    this.dead = false;
  }

  calm(): void {
    this.rates = noFaults;
  }

  /** Where a single crash is to be tried at every point in turn, this decides instead of chance. */
  protected strikesAt(where: string): boolean {
    return where !== '' && this.strikes('crash');
  }
}

/** A process that dies: no handler may catch it and go on, so it is thrown outside of every effect's own handling. */
export class Crash extends Error {
  constructor(where: string) {
    const { stackTraceLimit } = Error;
    // Nobody reads where a process died by chance, and a trace is the dearest part of an error.
    Error.stackTraceLimit = 0;
    super(`crash ${where}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Crash';
    delete this.stack;
  }
}
