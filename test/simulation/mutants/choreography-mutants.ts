import type { Mutant } from './mutant.ts';

const ADVANCE = 'shared/choreography/advance.ts';
const FLUSH = 'shared/choreography/flush.ts';

/** State, event and clock in one write: what happens when they drift apart. */
export const choreographyMutants: readonly Mutant[] = [
  {
    name: 'outbox-replaced',
    file: ADVANCE,
    text: 'const outbox = [...(before?.outbox ?? []), ...appended];',
    replacement: 'const outbox = appended;',
    breaks: 'what was promised and not yet confirmed is kept when more is promised',
  },
  {
    name: 'outbox-entry-removed-unconfirmed',
    file: FLUSH,
    text: 'if (entry !== undefined && events.every(({ id }) => confirmed.has(id))) done.add(entry.seq);',
    replacement: 'if (entry !== undefined) done.add(entry.seq);',
    breaks: 'an entry is removed only when the bus has confirmed it',
  },
  {
    name: 'outbox-without-alarm',
    file: ADVANCE,
    text: 'outbox.length > 0 ? now + OUTBOX_PATIENCE_MS : undefined',
    replacement: 'undefined',
    breaks: 'a promise that did not get out is said as soon as its alarm comes',
  },
  {
    name: 'published-before-saved',
    file: ADVANCE,
    text: "    if ((await aggregate.items.save(after)) === 'saved') {",
    replacement: "    await flush(aggregate, after);\n    if ((await aggregate.items.save(after)) === 'saved') {",
    breaks: 'nothing is said that was not saved',
  },
  {
    name: 'lost-write-taken-for-saved',
    file: ADVANCE,
    text: "if ((await aggregate.items.save(after)) === 'saved') {",
    replacement: "if ((await aggregate.items.save(after)) !== undefined) {",
    breaks: 'whoever loses the conditional write decides again',
  },
  {
    name: 'due-posted-never',
    file: 'shared/choreography/tick.ts',
    text: 'await dueQueue.post(due, Math.ceil(aheadMs / 1000));',
    replacement: 'if (aheadMs > 0) await dueQueue.post(due, Math.ceil(aheadMs / 1000));',
    breaks: 'with all queues lost, the tick finds what is overdue',
  },
];
