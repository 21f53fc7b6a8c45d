import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';

import { catalogue } from '#shared/events/catalogue.ts';
import { asyncApiDocument, jsonSchemaOf } from './asyncapi-document.ts';

function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(process.cwd(), ...path), 'utf8'));
}

function folderOf(name: string): string {
  return join('events', name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
}

it('has the AsyncAPI document that the contracts give (else run "npm run contracts")', () => {
  expect(readJson('docs/contracts/asyncapi.json')).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
});

it('has an AsyncAPI document without a fault', async () => {
  const { diagnostics } = await new Parser().parse(readFileSync('docs/contracts/asyncapi.json', 'utf8'));
  expect(diagnostics.filter(({ severity }) => String(severity) === '0')).toEqual([]);
});

describe.each(catalogue.map((contract) => [contract.detailType, contract] as const))('the JSON Schema of %s', (detailType, contract) => {
  const schema = readJson('docs/contracts/schemas', `${detailType}.json`) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const samples = readdirSync(folderOf(contract.name)).filter((file) => file.endsWith('.json'));
  const invalid = readdirSync(join(folderOf(contract.name), 'invalid'));

  it('is the one that the contract gives', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(contract))));
  });

  it.each(samples)('takes %s', (file) => {
    expect({ valid: validate(readJson(folderOf(contract.name), file)), errors: validate.errors }).toEqual({ valid: true, errors: null });
  });

  it.each(invalid)('refuses %s', (file) => {
    expect(validate(readJson(folderOf(contract.name), 'invalid', file))).toBe(false);
  });
});
