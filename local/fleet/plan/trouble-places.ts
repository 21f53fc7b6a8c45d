import { SeededRandom } from '#local/chance/seeded-random.ts';
import { type Trouble, endingBadly, endingWell } from './trouble.ts';

export interface AccountRegionPlace {
  seed: number | string;
  accountId: string;
  accountIndex: number;
  region: string;
  /** Counts account-regions over the whole fleet, so that the kinds of trouble come round in turn, not by luck. */
  ordinal: number;
}

/** Two in 25 have trouble: in a fleet of 600 that is a few of every kind, whatever the seed. */
const blockSize = 25;
const kindsInTurn: readonly Trouble[] = [...endingBadly, ...endingWell];
/** 111111111111 to 333333333333: at most one instance per region ends badly there, so a first wave can pass. */
const quietAccounts = 3;

/** Which instances of an account-region have trouble, by their index in it. */
export function troublePlaces(place: AccountRegionPlace, size: number): Map<number, Trouble> {
  const places = new Map<number, Trouble>();
  for (let block = 0; block * blockSize < size; block++) {
    const random = new SeededRandom(place.seed, place.accountId, place.region, 'trouble', block);
    const first = random.integer(0, blockSize - 1);
    const second = (first + random.integer(1, blockSize - 1)) % blockSize;
    [first, second].forEach((offset, slot) => {
      const index = block * blockSize + offset;
      if (index < size) places.set(index, kindFor(place, block * 2 + slot));
    });
  }
  return places;
}

function kindFor(place: AccountRegionPlace, slot: number): Trouble {
  const turn = place.ordinal * 2 + slot;
  if (place.accountIndex >= quietAccounts) return kindsInTurn[turn % kindsInTurn.length] ?? 'none';
  if (slot === 0) return endingBadly[place.ordinal % endingBadly.length] ?? 'none';
  return endingWell[turn % endingWell.length] ?? 'none';
}
