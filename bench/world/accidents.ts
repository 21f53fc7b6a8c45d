import { Chance, Crash, type FaultRates } from '#test/world/faults.ts';
import { processes } from './process.ts';

/** Chance for functions that run side by side: whoever dies, dies alone. */
export class Accidents extends Chance {
  private readonly diesAfterSend: number;
  private sends = 0;

  /** `diesAfterSend`: the function dies right after every so many-th SendCommand that SSM took; 0 for never. */
  constructor(seed: number, { rates, diesAfterSend }: { rates: FaultRates; diesAfterSend: number }) {
    super(seed, rates);
    this.diesAfterSend = diesAfterSend;
  }

  override mayDie(where: string): void {
    const process = processes.getStore();
    if (process === undefined) return;
    if (!process.dead && !this.strikesAt(where)) return;
    process.dead = true;
    throw new Crash(where);
  }

  protected override strikesAt(where: string): boolean {
    if (where !== 'after SendCommand' || this.diesAfterSend === 0) return false;
    this.sends += 1;
    if (this.sends % this.diesAfterSend !== 0) return false;
    this.counts.crash += 1;
    return true;
  }
}
