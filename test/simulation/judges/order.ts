import { errorsAllowed } from '#shared/domain/quota.ts';
import type { WaveDefinition } from '#shared/domain/run-definition.ts';
import { brokenIf, type Broken, type Evidence, type Judge, type KnownRun } from '../evidence.ts';

/** 5: a wave starts only when all that it depends on has ended, has baked and has kept within its thresholds. */
export const judgeOrder: Judge = ({ run, definition, now }, evidence) =>
  definition.dependsOn.flatMap((name) => {
    const before = run.definition.waves.find((wave) => wave.name === name);
    if (before === undefined) return [];
    const bakedAt = (evidence.lastEnd.get(`${run.runId}/${name}`) ?? -Infinity) + (before.bakeSeconds + run.definition.wavePauseSeconds) * 1000;
    return [
      ...brokenIf(evidence.openIn(run.runId, name).length > 0, 5, `${definition.name} was sent to while ${name} was in work`),
      ...brokenIf(now < bakedAt - evidence.skewMs, 5, `${definition.name} was sent to before ${name} had baked`),
      ...judgeThresholds({ run, before, next: definition }, evidence),
    ];
  });

interface Pair {
  run: KnownRun;
  before: WaveDefinition;
  next: WaveDefinition;
}

function judgeThresholds({ run, before, next }: Pair, evidence: Evidence): Broken[] {
  const members = [...run.members].filter(([, { wave }]) => wave === before.name);
  const errorsOf = (target?: string) => members.filter(([id, member]) => (target === undefined || member.target === target) && evidence.isError(run.runId, id)).length;
  const targets = [...new Map(members.map(([, member]) => [member.target, member])).values()];
  return [
    ...targets.flatMap(({ target, planned }) => {
      const [found, allowed] = [errorsOf(target), errorsAllowed(before.maxErrors, planned)];
      return brokenIf(found > allowed, 5, `${next.name} was sent to although ${target} had ${String(found)} errors in ${before.name}, ${String(allowed)} allowed`);
    }),
    ...judgeSum(errorsOf(), { quota: before.maxErrorsInWave, of: members.length, what: `${next.name} was sent to although ${before.name}` }),
  ];
}

interface Bound {
  quota: WaveDefinition['maxErrorsInWave'];
  of: number;
  what: string;
}

function judgeSum(found: number, { quota, of, what }: Bound): Broken[] {
  const allowed = quota === undefined ? Infinity : errorsAllowed(quota, of);
  return brokenIf(found > allowed, 5, `${what} had ${String(found)} errors in all, ${String(allowed)} allowed`);
}

/** 5: too many errors in the waves that have ended halt the whole run. What goes on beside may not be known yet. */
export const judgeRun: Judge = ({ run, definition }, evidence) => {
  const ended = endedBefore(run, definition);
  const found = [...run.members].filter(([id, { wave }]) => ended.has(wave) && evidence.isError(run.runId, id)).length;
  return judgeSum(found, { quota: run.definition.maxErrorsInRun, of: run.members.size, what: `${definition.name} was sent to although the run` });
};

function endedBefore(run: KnownRun, { dependsOn }: WaveDefinition): Set<string> {
  const before = run.definition.waves.filter(({ name }) => dependsOn.includes(name));
  return new Set(before.flatMap((wave) => [wave.name, ...endedBefore(run, wave)]));
}
