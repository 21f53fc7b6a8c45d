import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { sourceHash } from './source-hash.ts';

function repository(files: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'patchwave-source-hash-'));
  const perfect = { 'services/planner/src/lambda.ts': 'a', 'shared/words.ts': 'b', 'package-lock.json': '{}' };
  for (const [file, content] of Object.entries({ ...perfect, ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

function hashOf(files: Record<string, string> = {}): string {
  return sourceHash(repository(files), ['services/planner', 'shared'], ['package-lock.json']);
}

describe('the hash over what goes into a package', () => {
  it('is the same for the same content, wherever it lies', () => {
    expect(hashOf()).toBe(hashOf());
  });

  it.each([
    ['a source changes', { 'services/planner/src/lambda.ts': 'changed' }],
    ['a shared source changes', { 'shared/words.ts': 'changed' }],
    ['a source is added', { 'services/planner/src/new.ts': '' }],
    ['the lock file changes', { 'package-lock.json': '{"changed":true}' }],
  ])('changes when %s', (_name, files: Record<string, string>) => {
    expect(hashOf(files)).not.toBe(hashOf());
  });

  it.each([
    ['a test', { 'services/planner/src/lambda.test.ts': 'test' }],
    ['what packaging leaves', { 'services/planner/.serverless/control.zip': 'zip' }],
    ['another service', { 'services/reporter/src/lambda.ts': 'other' }],
  ])('does not depend on %s', (_name, files: Record<string, string>) => {
    expect(hashOf(files)).toBe(hashOf());
  });
});
