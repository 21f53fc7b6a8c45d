import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inPackagingTurn } from './packaging-turn.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'patchwave-turn-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const cache = () => join(root, 'node_modules', '.cache');

describe('a turn to package', () => {
  it('gives the result of the work, and the turn back', async () => {
    await expect(inPackagingTurn(root, () => Promise.resolve('packaged'))).resolves.toBe('packaged');
    expect(readdirSync(cache())).toEqual([]);
  });

  it('is given back when the work fails', async () => {
    await expect(inPackagingTurn(root, () => Promise.reject(new Error('no packager')))).rejects.toThrow('no packager');
    expect(readdirSync(cache())).toEqual([]);
  });

  it('comes after the turn of another that is under way', async () => {
    const told: string[] = [];
    let finish: () => void = () => undefined;
    const first = inPackagingTurn(root, async () => {
      told.push('first begins');
      await new Promise<void>((resolve) => (finish = resolve));
      told.push('first ends');
    });
    const second = inPackagingTurn(root, () => Promise.resolve(void told.push('second begins')));
    finish();
    await Promise.all([first, second]);
    expect(told).toEqual(['first begins', 'first ends', 'second begins']);
  });

  it('is taken from a process that is gone', async () => {
    mkdirSync(cache(), { recursive: true });
    // Above the highest process id that any system gives.
    writeFileSync(join(cache(), 'patchwave-packaging.lock'), String(2 ** 30));
    await expect(inPackagingTurn(root, () => Promise.resolve('packaged'))).resolves.toBe('packaged');
  });
});
