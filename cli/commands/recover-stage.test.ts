import { NIGHT } from '#shared/testing/test-aggregate.ts';
import type { Restore } from '#shared/domain/restore.ts';

import { CommandFailure } from '../exit-codes.ts';
import { services } from '../recovery/check-copies.ts';
import { createRecoveryTablesInMemory, type TableInMemory } from '../recovery/recovery-tables.in-memory.ts';
import { recoverStage } from './recover-stage.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ISO_STOP = new Date(NIGHT - 10 * MINUTE).toISOString();

/** All six tables, empty, and a copy of each that was taken an hour ago and holds one row. */
function aStage(spoil: (tables: Map<string, TableInMemory>) => void = () => undefined) {
  const tables = new Map<string, TableInMemory>();
  for (const service of services) {
    tables.set(`patchwave-dev-${service}`, { origin: 'not restored', rows: new Map() });
    tables.set(`patchwave-dev-${service}-restored`, { origin: { restoredTo: NIGHT - 60 * MINUTE }, rows: new Map([['A', { pk: 'A', of: service }]]) });
  }
  spoil(tables);
  return tables;
}

async function recover(tables: Map<string, TableInMemory>, { stoppedAt = ISO_STOP, now = NIGHT } = {}) {
  const said: string[] = [];
  const output = { result: (text: string) => void said.push(text), note: () => undefined };
  try {
    await recoverStage({ tables: createRecoveryTablesInMemory(tables, now), output }, { stoppedAt, suffix: '-restored', json: true });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { exitCode: error.exitCode, words: error.message };
  }
  return { exitCode: 0, value: JSON.parse(said.join('')) as unknown };
}

function marksIn(tables: Map<string, TableInMemory>): Record<string, Restore> {
  return Object.fromEntries([...tables].flatMap(([name, { mark }]) => (mark === undefined ? [] : [[name, mark]])));
}

const live = (tables: Map<string, TableInMemory>, service: string) => tables.get(`patchwave-dev-${service}`)!;
const copy = (tables: Map<string, TableInMemory>, service: string) => tables.get(`patchwave-dev-${service}-restored`)!;

describe('recover', () => {
  it('makes each table what its copy is', async () => {
    const tables = aStage((all) => live(all, 'planner').rows.set('later', { pk: 'later' }));
    const { exitCode, value } = await recover(tables);
    expect(exitCode).toBe(0);
    expect(services.map((service) => [...live(tables, service).rows.values()])).toEqual(services.map((service) => [{ pk: 'A', of: service }]));
    expect(value).toMatchObject({ stoppedAt: ISO_STOP, tables: [{}, {}, {}, { service: 'planner', written: 1, removed: 1 }, {}, {}] });
  });

  it('marks the tables in which something could be done twice', async () => {
    const tables = aStage();
    await recover(tables);
    const mark = { restoredTo: NIGHT - 60 * MINUTE, stoppedAt: NIGHT - 10 * MINUTE };
    expect(marksIn(tables)).toEqual({ 'patchwave-dev-instance-patcher': mark, 'patchwave-dev-account-fanout': mark });
  });

  it('marks them before the first row is there, so that half a copy is marked as well', async () => {
    const tables = aStage();
    const inMemory = createRecoveryTablesInMemory(tables, NIGHT);
    const dying = { ...inMemory, write: () => Promise.reject(new Error('cut short')) };
    const output = { result: () => undefined, note: () => undefined };
    await expect(recoverStage({ tables: dying, output }, { stoppedAt: ISO_STOP, suffix: '-restored', json: true })).rejects.toThrow('cut short');
    expect(Object.keys(marksIn(tables))).toEqual(['patchwave-dev-instance-patcher', 'patchwave-dev-account-fanout']);
  });

  it('takes the earliest moment of all, that of an unfinished earlier restore too', async () => {
    const earlier = { restoredTo: NIGHT - 3 * DAY, stoppedAt: NIGHT - 2 * DAY };
    const tables = aStage((all) => (copy(all, 'account-fanout').mark = earlier));
    await recover(tables);
    expect(marksIn(tables)['patchwave-dev-instance-patcher']).toEqual({ restoredTo: earlier.restoredTo, stoppedAt: NIGHT - 10 * MINUTE });
  });

  it('does not take the mark of the copy for its own', async () => {
    const tables = aStage((all) => copy(all, 'instance-patcher').rows.set('RESTORED', { pk: 'RESTORED' }));
    await recover(tables);
    expect([...live(tables, 'instance-patcher').rows.keys()]).toEqual(['A']);
  });

  it.each<[string, (tables: Map<string, TableInMemory>) => void, string]>([
    ['a copy is missing', (all) => all.delete('patchwave-dev-approval-restored'), 'patchwave-dev-approval-restored: found no such table'],
    ['a copy is not ready', (all) => (copy(all, 'reporter').origin = 'being restored'), 'found a table that is still being restored'],
    ['a copy is any table', (all) => (copy(all, 'reporter').origin = 'not restored'), 'found a table that was not restored from a backup'],
    ['the stage has no table', (all) => all.delete('patchwave-dev-planner'), 'patchwave-dev-planner: found no such table'],
    ['the read model knows more than the sender', (all) => (copy(all, 'reporter').origin = { restoredTo: NIGHT - 59 * MINUTE }), 'patchwave-dev-reporter-restored: found 2026'],
    ['the planner knows more than the approvals', (all) => (copy(all, 'approval').origin = { restoredTo: NIGHT - 61 * MINUTE }), 'patchwave-dev-planner-restored: found 2026'],
    ['the sender knows more than the admission', (all) => (copy(all, 'instance-patcher').origin = { restoredTo: NIGHT - 59 * MINUTE }), 'patchwave-dev-instance-patcher-restored: found 2026'],
    ['the admission knows more than the planner', (all) => (copy(all, 'planner').origin = { restoredTo: NIGHT - 61 * MINUTE }), 'patchwave-dev-account-fanout-restored: found 2026'],
  ])('changes nothing where %s', async (_, spoil, words) => {
    const tables = aStage(spoil);
    const { exitCode, words: said } = await recover(tables);
    expect([exitCode, said]).toEqual([2, expect.stringContaining(words)]);
    expect([marksIn(tables), live(tables, 'compliance-checker').rows.size]).toEqual([{}, 0]);
  });

  it.each([
    ['is no moment', { stoppedAt: 'yesterday' }, '--stopped-at: found "yesterday"'],
    ['is not in UTC', { stoppedAt: '2026-03-10T02:00:00' }, '--stopped-at: found'],
    ['lies before the copies', { stoppedAt: new Date(NIGHT - DAY).toISOString() }, 'expected a moment after'],
    ['is too close to now', { now: NIGHT - 9 * MINUTE }, 'expected at least two minutes before now'],
    ['lies so far back that nobody can tell what was sent', { now: NIGHT + 30 * DAY }, 'expected the last 29 days'],
  ])('is refused when its moment %s', async (_, wish, words) => {
    const tables = aStage();
    expect(await recover(tables, wish)).toEqual({ exitCode: 2, words: expect.stringContaining(words) as string });
    expect(marksIn(tables)).toEqual({});
  });
});
