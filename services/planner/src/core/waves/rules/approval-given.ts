import type { StartRule } from './hold.ts';

/** An approval is needed that is still valid at this moment; one that has lapsed is none. */
export const approvalGiven: StartRule = ({ now }, wave) =>
  wave.validUntil > now ? undefined : { reason: 'AwaitingApproval' };
