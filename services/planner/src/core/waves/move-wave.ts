import type { PlanFacts, WaveFacts } from '../plan/plan-facts.ts';
import { elementAt } from '../element-at.ts';
import type { WaveIncoming } from '../run/incoming.ts';
import { decided, type RunDecision } from '../run/run-decision.ts';
import type { PlannedRun } from '../run/run-state.ts';
import { approve, expire, reject } from './approval-answers.ts';
import { completeWave } from './complete-wave.ts';
import { haltWave } from './halt-wave.ts';
import { progressWave } from './progress-wave.ts';
import { isUnstarted, type WaveState } from './wave-state.ts';

/** What an event says of one wave, taken into the run; undefined when it says nothing new. */
export function moveWave(run: PlannedRun, incoming: WaveIncoming, { plan, now }: { plan: PlanFacts; now: number }): RunDecision<PlannedRun> | undefined {
  const ordinal = plan.waves.findIndex(({ name }) => name === incoming.wave);
  if (ordinal < 0) return undefined;
  const wave = elementAt(run.waves, ordinal);
  if (incoming.kind === 'WaveHalted') return haltWave(run, { ordinal, wave, incoming });
  const next = nextState(wave, incoming, { now, facts: elementAt(plan.waves, ordinal) });
  return next === undefined ? undefined : decided({ ...run, waves: run.waves.with(ordinal, next) });
}

type OneWaveIncoming = Exclude<WaveIncoming, { kind: 'WaveHalted' }>;

function nextState(wave: WaveState, incoming: OneWaveIncoming, { now, facts }: { now: number; facts: WaveFacts }): WaveState | undefined {
  const { bakeSeconds, hash } = facts;
  if (incoming.kind === 'WaveProgressed') return progressWave(wave, incoming);
  return incoming.kind === 'WaveCompleted' ? completeWave(wave, incoming, { now, bakeSeconds }) : answered(wave, incoming, { now, hash });
}

type ApprovalAnswer = Extract<WaveIncoming, { waveHash: string }>;

/** An answer is bound to the hash that was shown: for any other it is no answer at all. */
function answered(wave: WaveState, answer: ApprovalAnswer, { now, hash }: { now: number; hash: string }): WaveState | undefined {
  if (answer.waveHash !== hash || !isUnstarted(wave)) return undefined;
  switch (answer.kind) {
    case 'WaveApproved':
      return approve(wave, answer.validUntil, now);
    case 'WaveRejected':
      return reject(answer.detail);
    case 'ApprovalExpired':
      return expire(wave, now);
  }
}
