import { awaits } from '#shared/domain/run-awaits.ts';
import { summaryOf } from '#shared/domain/run-summary.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { attentionLine } from '#cli/attention-lines.ts';
import type { Hub } from '#cli/hub/hub.ts';
import { describeOutcomes, progressLines, type Progress } from './progress-lines.ts';
import type { Screen } from './screen.ts';

const LOOKED_AT_EVERY_MS = 400;

interface Following {
  hub: Hub;
  runId: string;
  screen: Screen;
  startedAtMs: number;
  /** Told at every look: votes, and lets the clock stand while only people are awaited. */
  onLook: (run: RunReadModel | undefined) => Promise<void>;
}

export interface Ended {
  run: RunReadModel;
  view: Progress;
}

/** Looks at the read model until the run has ended and its report is there. */
export async function runToEnd({ hub, runId, screen, startedAtMs, onLook }: Following): Promise<Ended> {
  const called = new Set<string>();
  for (;;) {
    const run = await hub.run(runId);
    await onLook(run);
    if (run !== undefined) {
      const view = await viewOf(hub, run, startedAtMs);
      for (const one of view.summary.attention.map(attentionLine).filter((line) => !called.has(line))) {
        called.add(one);
        screen.note(`needs attention: ${one}`);
      }
      screen.show(progressLines(view), newsOf(view));
      if (hasEnded(run)) return { run, view };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_EVERY_MS));
  }
}

/** A run that was refused before it had a plan gets no report. */
function hasEnded(run: RunReadModel): boolean {
  return hasRunEnded(run.status) && (run.report !== undefined || run.rejection !== undefined);
}

async function viewOf(hub: Hub, run: RunReadModel, startedAtMs: number): Promise<Progress> {
  const [progress, manifest, now] = await Promise.all([hub.progressOf(run), hub.manifestOf(run), hub.now()]);
  return {
    run,
    summary: summaryOf(run, { progress, notPlanned: manifest?.notPlanned ?? [] }),
    progress,
    awaited: awaits(run, progress, now),
    now,
    elapsedMs: Date.now() - startedAtMs,
  };
}

/** One line for a log: said again only when a wave moves. */
function newsOf({ summary }: Progress): string {
  const waves = summary.waves.map(({ name, status }) => `${name} ${status}`).join(', ');
  const counts = describeOutcomes(summary.totals.outcomes);
  return [summary.status, waves, counts].filter((part) => part !== '').join(' | ');
}
