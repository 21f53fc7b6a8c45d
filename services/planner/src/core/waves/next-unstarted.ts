import { openWindowAt } from '#shared/domain/schedule/maintenance-window.ts';

import { firstHold } from './rules/first-hold.ts';
import type { Hold } from './rules/hold.ts';
import { noSums } from './packed-sums.ts';
import { dependenciesOf, factsOf, lastPassedAt, type WaveContext, type WaveStep } from './wave-context.ts';
import { WAVE_ASKED_AGAIN_MS, waveStarted } from './wave-started.ts';
import { isEnded, type HoldReason, type RunningWave, type SkipReason, type UnstartedWave } from './wave-state.ts';

const statusOf: Record<HoldReason, UnstartedWave['status']> = {
  AwaitingApproval: 'AwaitingApproval',
  AwaitingDependency: 'Pending',
  Baking: 'Pending',
  Pausing: 'Waiting',
  Paused: 'Waiting',
  Frozen: 'Waiting',
  WindowClosed: 'Waiting',
  AwaitingTurn: 'Waiting',
};

/** What becomes of a wave that has not started: skipped, passed for want of instances, held, or started. */
export function nextUnstarted(context: WaveContext, wave: UnstartedWave): WaveStep | undefined {
  const why = skipReason(context, wave);
  if (why !== undefined) return { wave: { status: 'Skipped', why }, events: [] };
  if (factsOf(context).instances === 0) return passEmpty(context);
  const hold = firstHold(context, wave);
  return hold === undefined ? start(context, wave) : holdBack(context, wave, hold);
}

function skipReason(context: WaveContext, wave: UnstartedWave): SkipReason | undefined {
  const { run, now } = context;
  if (run.control.state === 'Aborted') return 'RunAborted';
  if (run.haltReason !== undefined) return 'RunHalted';
  if (dependenciesOf(context).some((dependency) => isEnded(dependency) && dependency.status !== 'Passed')) return 'WaveNotStarted';
  if (now < run.endsBefore) return undefined;
  return wave.validUntil === 0 ? 'ApprovalExpired' : 'TimeUp';
}

/** Nothing to approve and nothing to wait for but the order; no pause follows from it. */
function passEmpty(context: WaveContext): WaveStep | undefined {
  if (dependenciesOf(context).some(({ status }) => status !== 'Passed')) return undefined;
  const passedAt = lastPassedAt(context);
  return {
    wave: { status: 'Passed', sums: noSums, ...(passedAt === undefined ? {} : { passedAt }) },
    events: [{ type: 'WavePassed', wave: context.ordinal }],
  };
}

function start(context: WaveContext, { validUntil }: UnstartedWave): WaveStep {
  const { ordinal, now } = context;
  const opening = openWindowAt(factsOf(context).windows, now);
  const wave: RunningWave = {
    status: 'Running', validUntil, askAt: now + WAVE_ASKED_AGAIN_MS,
    ...(opening === undefined ? {} : { windowEndsAt: opening.closesAt }),
  };
  return { wave, events: [waveStarted(ordinal, wave)] };
}

function holdBack({ ordinal }: WaveContext, wave: UnstartedWave, { reason, until }: Hold): WaveStep | undefined {
  if (wave.held === reason && wave.until === until) return undefined;
  const end = until === undefined ? {} : { until };
  // A lapsed approval is dropped with the hold that it causes; otherwise the clock would ring for it for ever.
  const validUntil = reason === 'AwaitingApproval' ? 0 : wave.validUntil;
  return {
    wave: { status: statusOf[reason], validUntil, held: reason, ...end },
    events: wave.held === reason ? [] : [{ type: 'WaveHeld', wave: ordinal, reason, ...end }],
  };
}
