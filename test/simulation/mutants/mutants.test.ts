import { readFileSync } from 'node:fs';

import { mutants } from './all-mutants.ts';
import { patched } from './patched.ts';

describe('the mutants', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s has its text in the source exactly once', (_name, mutant) => {
    const source = readFileSync(mutant.file, 'utf8');
    expect(patched(mutant, source)).not.toBe(source);
  });

  it('are at least 20, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(20);
  });

  it('are refused where the source has moved on', () => {
    const mutant = { name: 'gone', file: 'a.ts', text: 'is gone', replacement: '', breaks: 'nothing' };
    expect(() => patched(mutant, 'what is there now')).toThrow('mutant gone: found its text 0 times in a.ts, expected it once.');
    expect(() => patched(mutant, 'is gone, is gone')).toThrow('found its text 2 times');
  });
});
