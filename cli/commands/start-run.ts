import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import { CommandFailure, exitCodes, badInput } from '../exit-codes.ts';
import type { Hub } from '../hub/hub.ts';
import { answer, type Output } from '../output.ts';
import { checkDefinition, readDocument } from '../read-document.ts';
import { requestRun } from '../requests.ts';
import { waitUntil } from '../wait-until.ts';

export interface StartRunOptions {
  policy?: string;
  runInput?: string;
  json: boolean;
}

const ANSWER_WITHIN_MS = 120_000;

/** Reads and checks what to run; a bad file never reaches the hub. */
export function readRunSource({ policy, runInput }: Pick<StartRunOptions, 'policy' | 'runInput'>): RunSource {
  const file = policy ?? runInput;
  if (file === undefined || (policy !== undefined && runInput !== undefined)) {
    throw badInput('--policy, --run-input: found neither or both, expected one of them.');
  }
  const document = readDocument(file);
  const source = policy === undefined ? { runInput: document } : { policy: document };
  checkDefinition(file, source, 'check');
  return source;
}

/** Asks for a run and waits for the planner's yes or no. */
export async function startRun(hub: Hub, output: Output, options: StartRunOptions): Promise<string> {
  const runId = await requestRun(hub, readRunSource(options));
  const run = await waitUntil(async () => decided(await hub.run(runId)), ANSWER_WITHIN_MS);
  if (run === undefined) {
    throw new CommandFailure(exitCodes.unreachable, `${hub.name}: the planner has not answered within ${String(ANSWER_WITHIN_MS / 1000)} s; "patchwave run status ${runId}" tells when it has.`);
  }
  if (run.rejection !== undefined) {
    if (options.json) output.result(JSON.stringify({ runId, accepted: false, reasons: run.rejection.reasons }, null, 2));
    throw badInput(`The planner refused the run:\n${run.rejection.reasons.map((reason) => `  ${reason}`).join('\n')}`);
  }
  answer(output, { json: options.json, value: { runId, accepted: true }, words: () => `Run ${runId} is accepted. "patchwave run watch ${runId.slice(0, 8)}" follows it.` });
  return runId;
}

function decided(run: RunReadModel | undefined): RunReadModel | undefined {
  return run?.acceptedAt !== undefined || run?.rejection !== undefined || run?.ending !== undefined ? run : undefined;
}
