import { SeededRandom } from '#local/chance/seeded-random.ts';
import { type Cell, cellAt } from './instance-cells.ts';
import type { AccountRegionPlace } from './trouble-places.ts';
import type { Trouble } from './trouble.ts';

interface OperatingSystem {
  type: 'Linux' | 'Windows';
  name: string;
  version: string;
}

/** What an instance is, before anything happens to it. */
export interface PlannedInstance {
  instanceId: string;
  accountId: string;
  region: string;
  os: OperatingSystem;
  tags: Readonly<Record<string, string>>;
  zone: string;
  privateIp: string;
  trouble: Trouble;
}

type Kinds = readonly [OperatingSystem, ...OperatingSystem[]];

const linuxKinds: Kinds = [
  { type: 'Linux', name: 'Amazon Linux', version: '2023' },
  { type: 'Linux', name: 'Ubuntu', version: '22.04' },
  { type: 'Linux', name: 'Red Hat Enterprise Linux', version: '9.4' },
];
const windowsKinds: Kinds = [
  { type: 'Windows', name: 'Microsoft Windows Server 2022 Datacenter', version: '10.0.20348' },
  { type: 'Windows', name: 'Microsoft Windows Server 2019 Datacenter', version: '10.0.17763' },
];
const services = ['checkout', 'catalog', 'payments', 'search', 'identity'];

/** `index` counts within the account-region; the unmanaged and the stopped have indexes far beyond the others. */
export function planInstance(place: AccountRegionPlace, index: number, trouble: Trouble): PlannedInstance {
  const random = new SeededRandom(place.seed, place.accountId, place.region, 'instance', index);
  const instanceId = `i-0${random.hex(16)}`;
  const cell = cellAt(index);
  const kinds = cell.platform === 'Linux' ? linuxKinds : windowsKinds;
  return {
    instanceId,
    accountId: place.accountId,
    region: place.region,
    os: kinds[random.integer(0, kinds.length - 1)] ?? kinds[0],
    tags: tagsFor(place, index, cell),
    zone: `${place.region}${'abc'.charAt(index % 3)}`,
    privateIp: `10.${place.ordinal % 256}.${Math.floor(index / 250) % 256}.${(index % 250) + 4}`,
    trouble,
  };
}

function tagsFor(place: AccountRegionPlace, index: number, cell: Cell): Record<string, string> {
  const service = services[index % services.length] ?? 'checkout';
  const wave = waveAt(place, index);
  const number = String(index).padStart(3, '0');
  return {
    Name: `${service}-${cell.tier}-${number}`,
    PatchGroup: cell.patchGroup,
    Environment: cell.environment,
    Tier: cell.tier,
    Service: service,
    ...(wave === undefined ? {} : { Wave: wave }),
    ...(cell.tier === 'db' ? {} : { 'aws:autoscaling:groupName': groupName(service, cell) }),
  };
}

function groupName(service: string, cell: Cell): string {
  return `${service}-${cell.tier}-${cell.environment}-${cell.platform.toLowerCase()}`;
}

/** One in ten is a canary, on both platforms in turn; six in ten are main; the rest have no wave. */
function waveAt(place: AccountRegionPlace, index: number): 'canary' | 'main' | undefined {
  // Shifts by five keep the platform of a place, and spread the canaries over other tags in each account-region.
  const shift = 5 * new SeededRandom(place.seed, place.accountId, place.region, 'wave').integer(0, 3);
  const turn = (index + shift) % 20;
  if (turn === 0 || turn === 11) return 'canary';
  return turn % 5 < 3 || turn % 10 === 3 ? 'main' : undefined;
}
