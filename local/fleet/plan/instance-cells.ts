export interface Cell {
  platform: 'Linux' | 'Windows';
  patchGroup: 'default' | 'win' | 'db';
  environment: 'production' | 'staging' | 'development';
  tier: 'web' | 'app' | 'db';
}

type Pair = readonly [Cell['environment'], Cell['tier']];

/**
 * There are 27 combinations of PatchGroup, Environment and Tier (36 with the platform), but 25 instances in a default
 * account-region. So the order counts: 25 instances leave out only db in the web tier of staging and development,
 * 27 leave out none, and every Environment x Tier stands on both platforms from 23 on.
 */
const common: readonly Pair[] = [
  ['production', 'web'],
  ['production', 'app'],
  ['staging', 'web'],
  ['development', 'app'],
  ['production', 'db'],
  ['staging', 'app'],
  ['development', 'web'],
  ['staging', 'db'],
  ['development', 'db'],
];
const databases: readonly Pair[] = [
  ['production', 'db'],
  ['staging', 'db'],
  ['development', 'db'],
  ['production', 'app'],
  ['staging', 'app'],
  ['development', 'app'],
  ['staging', 'web'],
  ['development', 'web'],
  ['production', 'web'],
];

/** Three Linux to two Windows in every run of five. */
const platformsInTurn = ['Linux', 'Windows', 'Linux', 'Linux', 'Windows'] as const;

const linuxCells = [
  ...common.slice(0, 2).map(cells('Linux', 'default')),
  ...databases.slice(0, 1).map(cells('Linux', 'db')),
  ...common.slice(2).map(cells('Linux', 'default')),
  ...databases.slice(1).map(cells('Linux', 'db')),
];
const windowsCells = [
  ...common.map(cells('Windows', 'win')),
  // From the other end, so that both platforms together reach all nine as early as they can.
  ...databases.toReversed().map(cells('Windows', 'db')),
];

/** The tags of the instance at this place of its account-region. The next instance never changes the ones before it. */
export function cellAt(index: number): Cell {
  const turn = index % platformsInTurn.length;
  const platform = platformsInTurn[turn] ?? 'Linux';
  const before = platformsInTurn.slice(0, turn).filter((name) => name === platform).length;
  const perRound = platform === 'Linux' ? 3 : 2;
  const ordinal = Math.floor(index / platformsInTurn.length) * perRound + before;
  const list = platform === 'Linux' ? linuxCells : windowsCells;
  const cell = list[ordinal % list.length];
  if (cell === undefined) throw new Error(`instance cells: no cell ${ordinal} for ${platform}`);
  return cell;
}

function cells(platform: Cell['platform'], patchGroup: Cell['patchGroup']): (pair: Pair) => Cell {
  return ([environment, tier]) => ({ platform, patchGroup, environment, tier });
}
