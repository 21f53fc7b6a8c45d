import type { RunReadModel } from '#shared/domain/read-model.ts';
import { badInput } from './exit-codes.ts';
import type { Hub } from './hub/hub.ts';

const WHOLE_ID = 36;

/** Takes a run's id or its first characters, where only one of the last runs begins so. */
export async function findRun(hub: Hub, idOrPrefix: string): Promise<RunReadModel> {
  const runId = idOrPrefix.length === WHOLE_ID ? idOrPrefix : await completeId(hub, idOrPrefix);
  const run = await hub.run(runId);
  if (run === undefined) throw badInput(`run: found no run ${runId} at ${hub.name}. "patchwave run list" shows the last ones.`);
  return run;
}

async function completeId(hub: Hub, prefix: string): Promise<string> {
  const { runs } = await hub.runs();
  const matching = runs.filter(({ runId }) => runId.startsWith(prefix));
  const [only] = matching;
  if (only === undefined) throw badInput(`run: found no run that begins with "${prefix}" at ${hub.name}. "patchwave run list" shows the last ones.`);
  if (matching.length > 1) throw badInput(`run: found ${String(matching.length)} runs that begin with "${prefix}", expected one. Give more characters.`);
  return only.runId;
}
