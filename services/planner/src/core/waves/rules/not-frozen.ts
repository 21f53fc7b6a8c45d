import type { StartRule } from './hold.ts';

/** No freeze of the policy lies over this moment. Calendars are asked right before each send. */
export const notFrozen: StartRule = ({ plan, now }) => {
  const ends = plan.freezes.flatMap(({ from, until }) => (from <= now && now < until ? until : []));
  return ends.length === 0 ? undefined : { reason: 'Frozen', until: Math.max(...ends) };
};
