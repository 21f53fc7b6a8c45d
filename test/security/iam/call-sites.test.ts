import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SERVICES } from '#local/runtime/packaging/package-services.ts';
import { readRecorded } from './recorded-accesses.ts';
import { unprovoked } from './unprovoked.ts';

// Whatever the record is made from, it is old the day after: the code itself says which calls it can make. A run of the
// system tests compares the other way round, what was really called with the record.
const recorded = [...readRecorded(), ...unprovoked];

const CALL = /new ([A-Z]\w+)Command\(|\bpaginate([A-Z]\w+)\(/g;
const NOT_DEPLOYED = /\.(test|suite|fixture|in-memory)\.ts$|testing\//;

/** Calls of libraries: no source of ours names them. */
const OF_LIBRARIES: Record<string, string> = {
  UpdateItem: 'Powertools Idempotency completes its record',
};

function callsNamedIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NOT_DEPLOYED.test(file));
  return [...new Set(files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(CALL)].map(([, sent, paged]) => sent ?? paged ?? '')))].sort();
}

function recordedOf(service: string): Set<string> {
  const ofService = recorded.filter(({ functionName }) => functionName.startsWith(`patchwave-dev-${service}-`));
  return new Set(ofService.map(({ call }) => call.split(':')[1] ?? ''));
}

const withCode = SERVICES.filter((service) => service !== 'platform');
const shared = callsNamedIn('shared');

describe('the recorded calls', () => {
  it.each(withCode)('have every call that the code of %s names', (service) => {
    const known = recordedOf(service);
    expect(callsNamedIn(join('services', service, 'src')).filter((call) => !known.has(call))).toEqual([]);
  });

  it('have every call that the shared code names', () => {
    const known = new Set(withCode.flatMap((service) => [...recordedOf(service)]));
    expect({ missing: shared.filter((call) => !known.has(call)), enough: shared.length > 5 }).toEqual({ missing: [], enough: true });
  });

  it('have no call that no code names any more', () => {
    const named = new Set([...shared, ...withCode.flatMap((service) => callsNamedIn(join('services', service, 'src'))), ...Object.keys(OF_LIBRARIES)]);
    const calls = [...new Set(recorded.map(({ call }) => call.split(':')[1] ?? ''))];
    process.stderr.write(`IAM: ${calls.length} operations recorded, ${named.size} named in the code\n`);
    expect({ gone: calls.filter((call) => !named.has(call)), some: calls.length > 0 }).toEqual({ gone: [], some: true });
  });
});
