import type { RunSummary } from '#shared/domain/run-summary.ts';
import type { Door } from '#local/fleet/door.ts';
import type { CallCounts } from '#local/cloud/call-counts.ts';

/** What `--json` writes: the run's summary, and what the local cloud saw of it at its door. */
export interface FinalSummary extends RunSummary {
  /** Calls by operation, of all services. */
  api: Record<string, number>;
  /** Sum of proportional set sizes of the process tree, sampled each second; 0 where the system cannot tell. */
  peakMemoryMiB: number;
}

interface Seen {
  door: Door;
  calls: CallCounts;
  peakMemoryMiB: number;
  report?: { html: string; json: string; csv: string };
}

export function finalSummary(summary: RunSummary, { door, calls, peakMemoryMiB, report }: Seen): FinalSummary {
  const ours = [...door.accepted].filter(([comment]) => comment.startsWith(`patchwave/${summary.runId}/`));
  return {
    ...summary,
    commands: {
      planned: summary.commands.planned,
      accepted: ours.reduce((sum, [, accepted]) => sum + accepted, 0),
      throttled: door.throttled.get('SendCommand') ?? 0,
    },
    api: calls.byOperation,
    ...(report === undefined ? {} : { report }),
    peakMemoryMiB,
  };
}
