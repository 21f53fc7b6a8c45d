import type { Restore } from '#shared/domain/restore.ts';

import { badInput } from '../exit-codes.ts';
import { answer, type Output } from '../output.ts';
import { checkCopies, type Copy } from '../recovery/check-copies.ts';
import { copyBack, type Copied } from '../recovery/copy-back.ts';
import type { RecoveryTables } from '../recovery/recovery-tables.ts';
import { table } from '../table.ts';

export interface RecoveryWish {
  stoppedAt: string;
  suffix: string;
  json: boolean;
}

/** The two services in which something forgotten would be done again: a send, a share lent. */
const markedServices = ['instance-patcher', 'account-fanout'];

/** The longest timeout of a function, 120 s: one that ran when all were stopped may have sent until then. */
const STILL_RUNNING_MS = 2 * 60_000;

/** SSM lists commands for 30 days: what was sent before that cannot be found again. */
const FINDABLE_MS = 29 * 24 * 3_600_000;

/** `recover`: puts restored copies into the stage's tables, and marks them first, so that no send is ever repeated. */
export async function recoverStage({ tables, output }: { tables: RecoveryTables; output: Output }, { stoppedAt, suffix, json }: RecoveryWish): Promise<void> {
  const { copies, problems } = await checkCopies(tables, suffix);
  if (problems.length > 0) throw badInput(`recover: nothing was changed.\n${problems.map((line) => `  ${line}`).join('\n')}`);
  const restore = await restoreOf(tables, copies, readMoment(stoppedAt));
  for (const { live } of marked(copies)) await tables.putMark(live, restore);
  const done: (Copied & { service: string; restoredTo: string })[] = [];
  for (const copy of copies) {
    done.push({ service: copy.service, restoredTo: isoOf(copy.restoredTo), ...(await copyBack(tables, copy)) });
  }
  answer(output, {
    json,
    value: { restoredTo: isoOf(restore.restoredTo), stoppedAt: isoOf(restore.stoppedAt), tables: done },
    words: () => [
      table(['table', 'as of', 'rows written', 'rows removed'], done.map((one) => [tables.tableName(one.service), one.restoredTo, one.written, one.removed])),
      '',
      `The tables know nothing after ${isoOf(restore.restoredTo)}. Each target looks for what it sent after it before it sends again.`,
    ].join('\n'),
  });
}

/** A copy may itself be one of a table that was restored and has not yet found again all that it had forgotten. */
async function restoreOf(tables: RecoveryTables, copies: readonly Copy[], stoppedAt: number): Promise<Restore> {
  const earlier = await Promise.all(marked(copies).map(({ copy }) => tables.markOf(copy)));
  const restoredTo = Math.min(...copies.map((copy) => copy.restoredTo), ...earlier.flatMap((mark) => (mark === undefined ? [] : [mark.restoredTo])));
  const now = await tables.now();
  const found = isoOf(stoppedAt);
  if (stoppedAt < restoredTo) throw badInput(`--stopped-at: found ${found}, expected a moment after ${isoOf(restoredTo)}, which the tables were restored to.`);
  if (stoppedAt > now - STILL_RUNNING_MS) {
    throw badInput(`--stopped-at: found ${found}, expected at least two minutes before now (${isoOf(now)}): a function that was running then may still send. Wait, and ask again.`);
  }
  if (restoredTo < now - FINDABLE_MS) {
    throw badInput(`recover: found tables as of ${isoOf(restoredTo)}, expected the last 29 days: Systems Manager does not list older commands, so nobody could tell what was sent. Begin with empty tables and new runs.`);
  }
  return { restoredTo, stoppedAt };
}

function marked(copies: readonly Copy[]): Copy[] {
  return copies.filter(({ service }) => markedServices.includes(service));
}

function readMoment(text: string): number {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(moment)) throw badInput(`--stopped-at: found "${text}", expected a moment in UTC such as 2026-03-10T02:00:00Z.`);
  return moment;
}

function isoOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
