import type { RunSummary } from '#shared/domain/run-summary.ts';
import { table } from './table.ts';

/** By reason: a run of thousands of targets would fill screens. Each target is in the JSON and in the report. */
export function notPlannedTable(notPlanned: RunSummary['notPlanned']): string {
  const reasons = [...new Set(notPlanned.map(({ reason }) => reason))].sort();
  const rows = reasons.map((reason) => {
    const of = notPlanned.filter((one) => one.reason === reason);
    const instances = of.reduce((sum, one) => sum + one.instances, 0);
    return [reason, of.length, reason === 'TargetUnreachable' ? 'unknown' : instances, placesOf(of)];
  });
  return table(['not planned', 'targets', 'instances', 'where'], rows);
}

const PLACES_SHOWN = 3;

function placesOf(targets: RunSummary['notPlanned']): string {
  const places = targets.slice(0, PLACES_SHOWN).map(({ accountId, region }) => `${accountId} ${region}`);
  return targets.length > PLACES_SHOWN ? `${places.join(', ')} ...` : places.join(', ');
}
