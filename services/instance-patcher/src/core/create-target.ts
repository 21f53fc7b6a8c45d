import { unpackShares } from '#shared/domain/budget.ts';
import { NO_CAUSE } from '#shared/domain/causes.ts';
import { noCommands } from '#shared/domain/outcome-counts.ts';
import { UNDECIDED } from '#shared/domain/outcomes.ts';
import { concurrencyOf, errorsAllowed } from '#shared/domain/quota.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { targetsAdmitted } from '#shared/events/targets-admitted.ts';

import { noDurations } from './durations.ts';
import type { SeenState } from './seen.ts';
import type { WorkingTarget } from './target-state.ts';

type TargetsAdmitted = DataOf<typeof targetsAdmitted>;

/** One target of a TargetsAdmitted, with what the event says of all of them. */
export interface Admission extends Omit<TargetsAdmitted, 'targets'> {
  admitted: TargetsAdmitted['targets'][number];
}

export function admissionsOf({ targets, ...common }: TargetsAdmitted): Admission[] {
  return targets.map((admitted) => ({ ...common, admitted }));
}

/**
 * The target as it stands before anything was decided; one that comes too late ends in the same decision. What earlier
 * runs saw of its account and region goes with it, the pace of its sends too: the first send may go at once.
 */
export function createTarget(admission: Admission, { seen, now }: { seen: SeenState; now: number }): WorkingTarget {
  const { admitted, maxConcurrency, maxErrors } = admission;
  const planned = admitted.instances;
  return {
    status: 'Working',
    runId: admission.runId,
    wave: admission.wave,
    target: admitted.ordinal,
    accountId: admitted.accountId,
    region: admitted.region,
    sliceKey: admitted.sliceKey,
    sliceSha256: admitted.sliceSha256,
    planned,
    options: admission.options,
    limit: Math.min(concurrencyOf(maxConcurrency, planned), admitted.share ?? Infinity),
    errorsAllowed: errorsAllowed(maxErrors, planned),
    waveHash: admission.waveHash,
    approvedHash: admission.approvedHash,
    validUntil: admission.validUntil,
    notAfter: admission.notAfter,
    windowEndsAt: admission.windowEndsAt,
    lent: unpackShares(admitted.lent),
    kept: admitted.lent,
    outcomes: UNDECIDED.repeat(planned),
    causes: NO_CAUSE.repeat(planned),
    attempts: '0'.repeat(planned),
    counters: noCommands,
    errors: 0,
    step: 0,
    startedAt: now,
    commands: [],
    nextCommand: 0,
    refilling: false,
    pace: seen.intervalMs > 0 ? { intervalMs: seen.intervalMs, nextSendAt: now } : undefined,
    seen: seen.durations[admission.options.operation],
    timed: noDurations,
  };
}
