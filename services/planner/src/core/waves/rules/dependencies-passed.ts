import { dependenciesOf } from '../wave-context.ts';
import type { StartRule } from './hold.ts';

/** All waves it depends on have completed within their thresholds and have baked. */
export const dependenciesPassed: StartRule = (context) => {
  const open = dependenciesOf(context).filter(({ status }) => status !== 'Passed');
  if (open.length === 0) return undefined;
  const bakes = open.flatMap((wave) => (wave.status === 'Baking' ? wave.until : []));
  return bakes.length === open.length ? { reason: 'Baking', until: Math.max(...bakes) } : { reason: 'AwaitingDependency' };
};
