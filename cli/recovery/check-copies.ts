import type { RecoveryTables, TableOrigin } from './recovery-tables.ts';

/**
 * In this order each is told by those after it, and must not know of anything that these do not: a target that is
 * admitted here and not there would be counted in no bound, a word of the planner that it has not said would count as
 * newer than its next one, and nobody would be asked for a vote that the read model has seen.
 */
const toldFirst = ['reporter', 'instance-patcher', 'account-fanout', 'planner', 'approval'] as const;

/** What is asked of compliance-checker it answers whatever it knows. */
export const services = [...toldFirst, 'compliance-checker'] as const;

export interface Copy {
  service: string;
  live: string;
  copy: string;
  /** The moment the copy is of, epoch ms. */
  restoredTo: number;
}

/** The restored copy of each service's table; or every problem, each as a line for people. */
export async function checkCopies(tables: RecoveryTables, suffix: string): Promise<{ copies: Copy[]; problems: string[] }> {
  const copies: Copy[] = [];
  const problems: string[] = [];
  for (const service of services) {
    const live = tables.tableName(service);
    const copy = `${live}${suffix}`;
    const [ofLive, ofCopy] = await Promise.all([tables.originOf(live), tables.originOf(copy)]);
    if (ofLive === 'missing') problems.push(`${live}: found no such table, expected the stage's own. Deploy the stage first.`);
    if (typeof ofCopy === 'string') problems.push(`${copy}: found ${wordsOf[ofCopy]}, expected a restored copy of ${live}.`);
    else copies.push({ service, live, copy, restoredTo: ofCopy.restoredTo });
  }
  return { copies, problems: problems.length > 0 ? problems : disorder(copies) };
}

const wordsOf: Record<Extract<TableOrigin, string>, string> = {
  missing: 'no such table',
  'being restored': 'a table that is still being restored',
  'not restored': 'a table that was not restored from a backup',
};

function disorder(copies: readonly Copy[]): string[] {
  const told = toldFirst.flatMap((service) => copies.filter((copy) => copy.service === service));
  return told.flatMap((copy, index) => {
    const teller = told[index + 1];
    if (teller === undefined || copy.restoredTo <= teller.restoredTo) return [];
    const [found, expected] = [copy, teller].map(({ restoredTo }) => new Date(restoredTo).toISOString());
    return [`${copy.copy}: found ${String(found)}, expected at most ${String(expected)}, the moment of ${teller.copy}: who is told must not know more than who tells. Restore it again, to that moment or an earlier one.`];
  });
}
