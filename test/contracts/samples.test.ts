import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from '#shared/events/catalogue.ts';
import { MalformedEvent } from '#shared/events/contract.ts';

const EVENTS = join(process.cwd(), 'events');

function folderOf(name: string): string {
  return join(EVENTS, name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
}

function samplesIn(folder: string): [string, unknown][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown]);
}

it('has a folder of samples for each event of the catalogue, and no other folder', () => {
  expect(readdirSync(EVENTS).map((folder) => join(EVENTS, folder)).sort()).toEqual(catalogue.map(({ name }) => folderOf(name)).sort());
});

describe.each(catalogue.map((contract) => [contract.name, contract] as const))('%s', (name, contract) => {
  const samples = samplesIn(folderOf(name));
  const invalid = samplesIn(join(folderOf(name), 'invalid'));

  it('has samples by case and invalid ones by fault', () => {
    expect([samples.length > 0, invalid.length > 0]).toEqual([true, true]);
  });

  it.each(samples)('parses %s to exactly what stands there: no field is lost', (_file, sample) => {
    expect(contract.parse(sample)).toEqual(sample);
  });

  it.each(invalid)('refuses %s, naming a field', (_file, sample) => {
    expect(() => contract.parse(sample)).toThrow(MalformedEvent);
    expect(() => contract.parse(sample)).toThrow(new RegExp(`^${contract.detailType}: data\\.`));
  });
});
