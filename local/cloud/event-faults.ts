import { SeededRandom } from '#local/chance/seeded-random.ts';

export interface EventFaults {
  /** Share of deliveries from the bus to a target that arrive twice, and that never arrive; each from 0 to 1. */
  duplicate: number;
  lost: number;
}

/** Reads `duplicate=0.05,lost=0.01`; a part left out is 0. Throws, naming the variable that a test sets it by. */
export function parseEventFaults(text: string): EventFaults {
  const faults: EventFaults = { duplicate: 0, lost: 0 };
  for (const part of text.split(',')) {
    const [name, share] = part.split('=');
    const value = share === undefined || share === '' ? NaN : Number(share);
    if ((name !== 'duplicate' && name !== 'lost') || !(value >= 0 && value <= 1)) {
      throw new Error(`PATCHWAVE_EVENT_FAULTS: found "${part}", expected duplicate=<share> or lost=<share> with a share from 0 to 1.`);
    }
    faults[name] = value;
  }
  return faults;
}

/** How many copies of its next event the bus delivers to a target: 0, 1 or 2, by chance from the seed. */
export function seededCopies({ duplicate, lost }: EventFaults, seed: number | string): () => number {
  const random = new SeededRandom(seed, 'bus-faults');
  return () => {
    const fate = random.next();
    if (fate < lost) return 0;
    return fate < lost + duplicate ? 2 : 1;
  };
}
