import type { CommandCounts, OutcomeCounts } from '../events/scalars.ts';
import { commandsOfRun, outcomesOfRun, outcomesOfWave, progressOf } from './live-outcomes.ts';
import type { NotPlanned } from './plan.ts';
import type { RunReadModel, WaveProgress } from './read-model.ts';
import { attentionNext } from './attention.ts';
import { reasonOfEnd } from './reason-of-end.ts';
import type { RunStatus, WaveStatus } from './status.ts';

/**
 * What `run status --json`, the report's JSON and `npm start --json` say of a run. Outsiders rely on these names.
 * `startedAt` and `endedAt` are ISO 8601 UTC; what is not known yet is left out.
 */
export interface RunSummary {
  runId: string;
  status: RunStatus;
  policyName?: string;
  planHash?: string;
  /** In words, where the run did not end as planned. */
  reason?: string;
  /** `errors`: those that count against the wave's own bound, where it was said. */
  waves: { name: string; status: WaveStatus; planned: number; outcomes: OutcomeCounts; errors?: number }[];
  totals: { planned: number; outcomes: OutcomeCounts };
  notPlanned: { reason: string; accountId: string; region: string; instances: number }[];
  commands: CommandCounts;
  /** What calls for a person, and what to do next; oldest first. */
  attention: { kind: string; subject: string; reason?: string; detail: string; next: string; at: string }[];
  report?: { html: string; json: string; csv: string };
  startedAt?: string;
  endedAt?: string;
}

interface Parts {
  progress: readonly WaveProgress[];
  /** From the manifest; empty while there is no plan. */
  notPlanned: readonly NotPlanned[];
}

export function summaryOf(run: RunReadModel, { progress, notPlanned }: Parts): RunSummary {
  const waves = run.waves.map((wave) => ({
    name: wave.name,
    status: wave.status,
    planned: wave.planned ?? 0,
    outcomes: outcomesOfWave(wave, progressOf(progress, wave.name)),
    ...errorsOf(progressOf(progress, wave.name)),
  }));
  return {
    runId: run.runId,
    status: run.status,
    ...known(run),
    waves,
    totals: { planned: run.planned ?? waves.reduce((sum, wave) => sum + wave.planned, 0), outcomes: outcomesOfRun(run, progress) },
    notPlanned: notPlanned.map(({ reason, accountId, region, instances }) => ({ reason, accountId, region, instances })),
    commands: commandsOfRun(run, progress),
    attention: (run.attention ?? []).map((one) => ({ ...one, next: attentionNext(one), at: new Date(one.at).toISOString() })),
    ...(run.report === undefined ? {} : { report: run.report }),
    ...timeOf('startedAt', run.startedAt ?? run.acceptedAt),
    ...timeOf('endedAt', run.endedAt),
  };
}

function errorsOf(progress: WaveProgress | undefined): { errors?: number } {
  return progress?.errors === undefined ? {} : { errors: progress.errors.errors };
}

function known(run: RunReadModel): Pick<RunSummary, 'policyName' | 'planHash' | 'reason'> {
  const { policyName, planHash } = run;
  const reason = reasonOfEnd(run);
  return {
    ...(policyName === undefined ? {} : { policyName }),
    ...(planHash === undefined ? {} : { planHash }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function timeOf<Key extends string>(key: Key, epochMs: number | undefined): Partial<Record<Key, string>> {
  return epochMs === undefined ? {} : ({ [key]: new Date(epochMs).toISOString() } as Record<Key, string>);
}
