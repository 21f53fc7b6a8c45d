import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { badInput, CommandFailure, exitCodes } from '../exit-codes.ts';
import { answer } from '../output.ts';
import { requestRun } from '../requests.ts';
import type { Session } from '../session.ts';
import { waitUntil } from '../wait-until.ts';

const ANSWER_WITHIN_MS = 120_000;

/** Asks for a run and waits for the planner's yes or no. */
export async function startRun({ hub, output, pace }: Session, { source, json }: { source: RunSource; json: boolean }): Promise<void> {
  const runId = await requestRun(hub, source);
  const run = await waitUntil(pace, ANSWER_WITHIN_MS, async () => decided(await hub.run(runId)));
  if (run === undefined) {
    throw new CommandFailure(exitCodes.unreachable, `${hub.name}: the planner has not answered within ${String(ANSWER_WITHIN_MS / 1000)} s; "patchwave run status ${runId}" tells when it has.`);
  }
  if (run.rejection !== undefined) {
    if (json) answer(output, { json, value: { runId, accepted: false, reasons: run.rejection.reasons }, words: () => '' });
    throw badInput(`The planner refused the run:\n${run.rejection.reasons.map((reason) => `  ${reason}`).join('\n')}`);
  }
  answer(output, { json, value: { runId, accepted: true }, words: () => `Run ${runId} is accepted. "patchwave run watch ${runId.slice(0, 8)}" follows it.` });
}

function decided(run: RunReadModel | undefined): RunReadModel | undefined {
  return run?.acceptedAt !== undefined || run?.rejection !== undefined || run?.ending !== undefined ? run : undefined;
}
