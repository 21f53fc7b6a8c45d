import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

import { unpackArtifact } from './unpack-artifact.ts';

function artifact(files: Record<string, string>): string {
  const file = join(mkdtempSync(join(tmpdir(), 'patchwave-artifact-')), 'control.zip');
  const entries = Object.entries(files).map(([path, content]) => [path, strToU8(content)] as const);
  writeFileSync(file, zipSync(Object.fromEntries(entries), { mtime: new Date(2026, 0, 1) }));
  return file;
}

function target(): string {
  return mkdtempSync(join(tmpdir(), 'patchwave-code-'));
}

describe('a zip', () => {
  it('is unpacked with its folders', () => {
    const code = unpackArtifact(artifact({ 'src/lambda.mjs': 'export const control = 1;' }), target());
    expect(readFileSync(join(code, 'src', 'lambda.mjs'), 'utf8')).toBe('export const control = 1;');
  });

  it('is unpacked once per content', () => {
    const folder = target();
    const first = unpackArtifact(artifact({ 'a.mjs': 'same' }), folder);
    expect(unpackArtifact(artifact({ 'a.mjs': 'same' }), folder)).toBe(first);
    expect(unpackArtifact(artifact({ 'a.mjs': 'other' }), folder)).not.toBe(first);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('never writes outside its folder', () => {
    expect(() => unpackArtifact(artifact({ '../../evil.mjs': '' }), target())).toThrow('entry "../../evil.mjs" would be written outside its folder');
  });

  it('that is missing tells what to do', () => {
    expect(() => unpackArtifact('/nowhere/control.zip', target())).toThrow('artifact /nowhere/control.zip: not found; run "npm run package" first.');
  });
});
