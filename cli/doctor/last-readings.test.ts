import type { Manifest } from '#shared/domain/plan.ts';
import { lastReadings, type ReadPlan } from './last-readings.ts';

const region = 'us-east-1';

function aPlan(runId: string, at: number, { read = [], refused = {}, stopped = [] }: { read?: string[]; refused?: Record<string, string>; stopped?: string[] }): ReadPlan {
  const notPlanned = [
    ...Object.entries(refused).map(([accountId, detail]) => ({ reason: 'TargetUnreachable', accountId, region, instances: 0, instanceIds: [], detail })),
    ...stopped.map((accountId) => ({ reason: 'Stopped', accountId, region, instances: 1, instanceIds: [] })),
  ];
  const targets = read.map((accountId, ordinal) => ({ ordinal, accountId, region, sliceKey: 'k', sliceSha256: 'h', instances: 1 }));
  return { manifest: { runId, createdAt: at, notPlanned } as unknown as Manifest, waves: [{ runId, wave: 'canary', waveHash: 'h', targets }] };
}

it('takes the newest plan that asked an account, in whatever order they come', () => {
  const plans = [aPlan('old', 1, { read: ['1', '2'], refused: { 3: 'denied' } }), aPlan('new', 2, { read: ['3'], refused: { 1: 'AccessDenied' } })];

  expect(Object.fromEntries(lastReadings(plans))).toEqual({ 1: { runId: 'new', at: 2, refused: 'AccessDenied' }, 2: { runId: 'old', at: 1 }, 3: { runId: 'new', at: 2 } });
});

it('counts an account as read when one region answered, were it only to say that nothing runs there', () => {
  expect(Object.fromEntries(lastReadings([aPlan('run', 1, { read: ['1'], refused: { 1: 'region down', 2: 'no' }, stopped: ['2'] })]))).toEqual({ 1: { runId: 'run', at: 1 }, 2: { runId: 'run', at: 1 } });
});
