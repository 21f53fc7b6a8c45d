import type { StartRule } from './hold.ts';

/** Fewer waves run than may at once. Who goes first is the order in which the waves are asked (settle.ts). */
export const turnCome: StartRule = ({ run, plan }) => {
  const running = run.waves.filter(({ status }) => status === 'Running');
  return running.length < plan.maxWavesAtOnce ? undefined : { reason: 'AwaitingTurn' };
};
