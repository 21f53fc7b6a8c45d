import { concurrencyOf } from '#shared/domain/quota.ts';
import { brokenIf, type Judge } from '../evidence.ts';

/** 2: instances of a target, and accounts of a wave, that are in work at once. */
export const judgeTarget: Judge = ({ sent, run, definition }, evidence) => {
  const work = evidence.openIn(run.runId, definition.name);
  const target = `${sent.accountId}/${sent.region}`;
  const limit = concurrencyOf(definition.maxConcurrency, run.members.get(sent.instanceIds[0] ?? '')?.planned ?? 0);
  const inTarget = work.filter((one) => one.target === target).length;
  const accounts = new Set(work.map(({ accountId }) => accountId)).size;
  return [
    ...brokenIf(inTarget > limit, 2, `${String(inTarget)} instances of ${target} were in work, ${String(limit)} allowed`),
    ...brokenIf(accounts > definition.maxConcurrentAccounts, 2, `${String(accounts)} accounts were in work in ${definition.name}, ${String(definition.maxConcurrentAccounts)} allowed`),
  ];
};

/** 2: instances of a wave that are in work at once, over all its targets. */
export const judgeWave: Judge = ({ run, definition }, evidence) => {
  if (definition.maxInstancesInFlight === undefined) return [];
  const planned = [...run.members.values()].filter(({ wave }) => wave === definition.name).length;
  const limit = concurrencyOf(definition.maxInstancesInFlight, planned);
  const inWork = evidence.openIn(run.runId, definition.name).length;
  return brokenIf(inWork > limit, 2, `${String(inWork)} instances of ${definition.name} were in work, ${String(limit)} allowed in the whole wave`);
};

/** 2: waves that are in work at once. */
export const judgeWaves: Judge = ({ run }, evidence) => {
  const waves = new Set(evidence.openIn(run.runId).map(({ wave }) => wave));
  const { maxWavesAtOnce } = run.definition;
  return brokenIf(waves.size > maxWavesAtOnce, 2, `${[...waves].join(' and ')} were in work at once, ${String(maxWavesAtOnce)} allowed`);
};
