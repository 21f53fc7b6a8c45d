import { parseArgs } from 'node:util';

import type { Problem } from '#shared/domain/problem.ts';
import { ACCOUNTS_MAX, INSTANCES_MAX, readRegions, readSpeed, readWhole } from './option-values.ts';

/** What `npm start` takes. */
export interface StartOptions {
  headless: boolean;
  autoApprove: boolean;
  accounts: number;
  regions: string[];
  instances: number;
  /** How fast the scaled clock runs against the wall's while nothing works; `Infinity` jumps from timer to timer. */
  speed: number;
  seed: number;
  policyFile?: string;
  runInputFile?: string;
  dataFolder: string;
  jsonFile?: string;
  /** Undefined: a free one. */
  port?: number;
}

export type StartOptionsResult = { ok: true; options: StartOptions } | { ok: false; problems: Problem[] };

const flags = {
  headless: { type: 'boolean' },
  'auto-approve': { type: 'boolean' },
  accounts: { type: 'string', default: '12' },
  regions: { type: 'string', default: 'us-east-1,us-west-2' },
  instances: { type: 'string', default: '600' },
  speed: { type: 'string', default: '2400' },
  seed: { type: 'string', default: '1' },
  policy: { type: 'string' },
  'run-input': { type: 'string' },
  data: { type: 'string', default: '.patchwave' },
  json: { type: 'string' },
  port: { type: 'string' },
} as const;

export const startUsage = `Usage: npm start -- [--headless] [--auto-approve] [--accounts N] [--regions a,b] [--instances N]
                    [--speed X] [--seed S] [--policy FILE | --run-input FILE] [--data DIR] [--json FILE]`;

type Values = Partial<Record<keyof typeof flags, string | boolean>>;

export function readStartOptions(argv: readonly string[]): StartOptionsResult {
  let values: Values;
  try {
    values = parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return refused([{ field: 'arguments', found: error instanceof Error ? error.message : String(error), expected: 'the options below' }]);
  }
  return readValues(values);
}

function readValues(values: Values): StartOptionsResult {
  const text = (name: keyof typeof flags) => values[name] as string | undefined;
  const problems: Problem[] = [];
  const options: StartOptions = {
    headless: values.headless === true,
    autoApprove: values['auto-approve'] === true,
    accounts: readWhole(problems, { field: '--accounts', text: text('accounts'), least: 1, most: ACCOUNTS_MAX }),
    regions: readRegions(problems, text('regions') ?? ''),
    instances: readWhole(problems, { field: '--instances', text: text('instances'), least: 1, most: INSTANCES_MAX }),
    speed: readSpeed(problems, text('speed') ?? ''),
    seed: readWhole(problems, { field: '--seed', text: text('seed'), least: 0, most: Number.MAX_SAFE_INTEGER }),
    dataFolder: text('data') ?? '',
    ...optional('policyFile', text('policy')),
    ...optional('runInputFile', text('run-input')),
    ...optional('jsonFile', text('json')),
    ...(text('port') === undefined ? {} : { port: readWhole(problems, { field: '--port', text: text('port'), least: 1, most: 65_535 }) }),
  };
  if (options.policyFile !== undefined && options.runInputFile !== undefined) {
    problems.push({ field: '--policy, --run-input', found: 'both', expected: 'one of them' });
  }
  return problems.length > 0 ? refused(problems) : { ok: true, options };
}

function refused(problems: Problem[]): StartOptionsResult {
  return { ok: false, problems };
}

function optional<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
