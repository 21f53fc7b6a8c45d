import type { Manifest, WavePlan } from '#shared/domain/plan.ts';

/** When the hub's own functions last listed the instances of an account, and whether it let them. */
export interface Reading {
  runId: string;
  /** Of the plan, epoch ms. */
  at: number;
  /** What the account answered; undefined: it let them in. */
  refused?: string;
}

export interface ReadPlan {
  manifest: Manifest;
  waves: readonly WavePlan[];
}

/** By account, out of these plans. One region that was read shows that the role lets the hub in, whatever another said. */
export function lastReadings(plans: readonly ReadPlan[]): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const { manifest, waves } of [...plans].sort((one, other) => other.manifest.createdAt - one.manifest.createdAt)) {
    for (const [accountId, reading] of readingsIn(manifest, waves)) if (!readings.has(accountId)) readings.set(accountId, reading);
  }
  return readings;
}

function readingsIn({ runId, createdAt: at, notPlanned }: Manifest, waves: readonly WavePlan[]): Map<string, Reading> {
  const isRefusal = ({ reason }: Manifest['notPlanned'][number]) => reason === 'TargetUnreachable';
  const refused = notPlanned.filter(isRefusal).map(({ accountId, detail = 'it could not be reached' }) => [accountId, { runId, at, refused: detail }] as const);
  const read = [...waves.flatMap(({ targets }) => targets), ...notPlanned.filter((one) => !isRefusal(one))].map(({ accountId }) => [accountId, { runId, at }] as const);
  return new Map<string, Reading>([...refused, ...read]);
}
