import { lastPassedAt } from '../wave-context.ts';
import type { StartRule } from './hold.ts';

/** The policy's pause lies between the last wave that passed and this one. */
export const pauseOver: StartRule = (context) => {
  const passedAt = lastPassedAt(context);
  if (passedAt === undefined) return undefined;
  const until = passedAt + context.run.wavePauseSeconds * 1000;
  return context.now >= until ? undefined : { reason: 'Pausing', until };
};
