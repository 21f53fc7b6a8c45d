import type { Mutant } from './mutant.ts';

const PATCHER = 'services/instance-patcher/src/core';
const FANOUT = 'services/account-fanout/src/core';

/** How many may be out of service at once: by group, over targets and waves. */
export const budgetMutants: readonly Mutant[] = [
  {
    name: 'budget-freed-whatever-the-outcome',
    file: 'shared/domain/budget.ts',
    text: 'attempts > 0 && unhealthy.has(outcome);',
    replacement: 'attempts > 9 && unhealthy.has(outcome);',
    breaks: 'who did not come back in good health goes on using its budget',
  },
  {
    name: 'budget-of-instances-in-work-not-counted',
    file: `${PATCHER}/budget-use.ts`,
    text: 'else if (inCommands.has(ordinal) || ',
    replacement: 'else if (!inCommands.has(ordinal) && ',
    breaks: 'a budget is used from the claim on',
  },
  {
    name: 'budget-of-the-pack-not-counted',
    file: `${PATCHER}/choose-pack.ts`,
    text: '    for (const use of own) takeFor(use, ordinal, slice);\n',
    replacement: '',
    breaks: 'all of one command count against their budgets',
  },
  {
    name: 'zones-mixed',
    file: `${PATCHER}/budget-use.ts`,
    text: ' && (use.zone === undefined || use.zone === slice.instances[ordinal]?.zone);',
    replacement: ';',
    breaks: 'members of a group that are out of service lie in one zone',
  },
  {
    name: 'used-up-budget-waited-for',
    file: `${PATCHER}/leave-out.ts`,
    text: 'const hopeless = pendingOrdinals(target).filter((ordinal) =>',
    replacement: 'const hopeless = pendingOrdinals(target).slice(0, 0).filter((ordinal) =>',
    breaks: 'who can never go any more is left out, and the others are not kept waiting for the end of the run',
  },
  {
    name: 'lost-members-not-told-to-the-ledger',
    file: `${PATCHER}/kept-shares.ts`,
    text: 'return members.filter((ordinal) => keeps(target, ordinal)).length;',
    replacement: 'return members.filter((ordinal) => keeps(target, ordinal)).length * 0;',
    breaks: 'a lent share stays in use for each member that did not come back',
  },
  {
    name: 'lent-share-ignored',
    file: `${PATCHER}/budget-use.ts`,
    text: 'return group.lent ? (lent.shift() ?? 0) : group.limit;',
    replacement: 'return group.limit;',
    breaks: 'a target uses no more of a budget than it was lent',
  },
  {
    name: 'lent-without-limit',
    file: `${FANOUT}/budget-ledger.ts`,
    text: 'return ledger.limit - ledger.keptForGood - holdersOf(ledger).reduce((sum, { kept }) => sum + kept, 0);',
    replacement: 'return ledger.limit;',
    breaks: 'shares of a budget that are lent never exceed it',
  },
  {
    name: 'lent-share-never-comes-back',
    file: `${FANOUT}/return-share.ts`,
    text: 'const kept = Math.min(returned.kept ?? known, known);',
    replacement: 'const kept = known;',
    breaks: 'a target that has ended gives back what it does not keep',
  },
  {
    name: 'lent-share-forgotten-with-its-target',
    file: `${FANOUT}/return-share.ts`,
    text: 'keptForGood: ended.keptForGood + kept });',
    replacement: 'keptForGood: ended.keptForGood + kept * 0 });',
    breaks: 'what an ended target keeps is used up for the rest of the run',
  },
  {
    name: 'fixed-shares-are-all-of-it',
    file: 'services/planner/src/core/budgets/fixed-shares.ts',
    text: '(_, index) => each + (index < over ? 1 : 0));',
    replacement: '(_, index) => Math.max(limit, index < over ? 1 : each));',
    breaks: 'the shares of the slices come to no more than the budget',
  },
  {
    name: 'wave-bound-ignored-at-admission',
    file: `${FANOUT}/instance-room.ts`,
    text: 'const share = Math.min(own, free);',
    replacement: 'const share = free > -1e9 ? own : free;',
    breaks: 'never more instances of a wave in work than it allows, over all its targets',
  },
  {
    name: 'share-of-the-wave-ignored',
    file: `${PATCHER}/create-target.ts`,
    text: 'admitted.share ?? Infinity)',
    replacement: 'Infinity)',
    breaks: 'a target has no more in work than its share of the wave',
  },
];
