import { causeOfLetter } from '#shared/domain/causes.ts';
import type { Finding, Findings } from '#shared/domain/findings.ts';
import { outcomeOfLetter } from '#shared/domain/outcomes.ts';
import type { PlannedInstance, Slice } from '#shared/domain/plan.ts';
import type { TargetOutcomes } from '#shared/domain/target-outcomes.ts';
import { latestFindings } from './latest-findings.ts';
import type { ReportRow } from './report-row.ts';
import type { Said } from './unsaid-outcome.ts';

interface Target {
  slice: Slice;
  /** Undefined where the target never started. */
  outcomes: TargetOutcomes | undefined;
  findings: readonly Findings[];
  unsaid: Said;
}

/** A target's instances in the order of its slice. */
export function targetRows({ slice, outcomes, findings, unsaid }: Target): ReportRow[] {
  const latest = latestFindings(findings);
  return slice.instances.map((instance, index) => ({
    wave: slice.wave,
    accountId: slice.accountId,
    region: slice.region,
    ...describe(instance),
    ...saidOf(outcomes, index, unsaid),
    attempts: Number(outcomes?.attempts.charAt(index) ?? 0),
    ...countsOf(latest.get(instance.id)),
  }));
}

function describe({ id, name, platform }: PlannedInstance): Pick<ReportRow, 'instanceId' | 'name' | 'platform'> {
  return { instanceId: id, ...(name === undefined ? {} : { name }), platform };
}

function saidOf(outcomes: TargetOutcomes | undefined, index: number, unsaid: Said): Pick<ReportRow, 'outcome' | 'cause'> {
  if (outcomes === undefined) return unsaid;
  const outcome = outcomeOfLetter(outcomes.outcomes.charAt(index));
  if (outcome === undefined) return unsaid;
  const cause = causeOfLetter(outcomes.causes.charAt(index));
  return cause === undefined ? { outcome } : { outcome, cause };
}

function countsOf(finding: Finding | undefined): Pick<ReportRow, 'exitCode' | 'installed' | 'missing' | 'failed'> {
  const { exitCode, installed, missing, failed } = finding ?? {};
  return {
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(installed === undefined ? {} : { installed }),
    ...(missing === undefined ? {} : { missing }),
    ...(failed === undefined ? {} : { failed }),
  };
}
