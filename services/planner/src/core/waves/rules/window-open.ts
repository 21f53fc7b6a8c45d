import { nextOpening, openWindowAt } from '#shared/domain/schedule/maintenance-window.ts';

import { factsOf } from '../wave-context.ts';
import type { StartRule } from './hold.ts';

/** One of the wave's windows is open. Where none opens again before the run's end, that end decides. */
export const windowOpen: StartRule = (context) => {
  const { windows } = factsOf(context);
  if (windows.length === 0 || openWindowAt(windows, context.now) !== undefined) return undefined;
  const opening = nextOpening(windows, context.now);
  if (opening === undefined || opening.opensAt >= context.run.endsBefore) return { reason: 'WindowClosed' };
  return { reason: 'WindowClosed', until: opening.opensAt };
};
