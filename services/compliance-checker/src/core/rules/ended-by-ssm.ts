import { final, type Judgement, type Rule } from '../case.ts';

const judgements: ReadonlyMap<string, Judgement> = new Map([
  ['Undeliverable', final('Unreachable', 'Undeliverable')],
  ['AccessDenied', final('Unreachable', 'AccessDenied')],
  ['InvalidPlatform', final('Failed', 'InvalidPlatform')],
  ['Terminated', final('Failed', 'Terminated')],
  ['Cancelled', final('Skipped', 'Cancelled')],
]);

/** Ends that SSM itself declares: there is no evidence on the instance to be compared with. */
export const endedBySsm: Rule = ({ invocation }) => judgements.get(invocation?.statusDetails ?? '');
