import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openRecordsFile } from './records-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'patchwave-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('finds after a restart what was there before it, the newest of each', () => {
  const path = join(folder, 'records.jsonl');
  const before = openRecordsFile<{ n: number }>(path);
  before.set('a', { n: 1 });
  before.set('b', { n: 2 });
  before.set('a', { n: 3 });
  before.delete('b');
  before.close();

  const after = openRecordsFile<{ n: number }>(path);
  expect([after.get('a'), after.get('b'), [...after.values()]]).toEqual([{ n: 3 }, undefined, [{ n: 3 }]]);
  after.close();
});

it('knows nothing of a change whose line a kill cut short', () => {
  const path = join(folder, 'records.jsonl');
  const before = openRecordsFile<number>(path);
  before.set('a', 1);
  before.close();
  appendFileSync(path, '{"key":"a","val');

  const after = openRecordsFile<number>(path);
  after.set('b', 2);
  after.close();
  const again = openRecordsFile<number>(path);
  expect([...again.values()]).toEqual([1, 2]);
  again.close();
});
