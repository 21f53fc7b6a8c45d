import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Access } from '#local/cloud/access-record.ts';

/** Written by `npm run record:accesses`; below the repository's root, where every script starts. */
export const recordedFile = join('test', 'security', 'iam', 'recorded-accesses.json');

export function readRecorded(): Access[] {
  return JSON.parse(readFileSync(recordedFile, 'utf8')) as Access[];
}
