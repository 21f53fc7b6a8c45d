import { parseArgs } from 'node:util';

import { showFound, type Problem } from '#shared/domain/problem.ts';

/** What is done with a stage: `npm run package`, `npm run deploy`, `npm run remove`, `npm run adopt`. */
export type StageCommand = 'package' | 'deploy' | 'remove' | 'adopt';

export const stages = ['dev', 'staging', 'prod'] as const;

export interface StageRequest {
  command: StageCommand;
  stage: string;
  /** Absent: AWS_REGION, or us-east-1. */
  region?: string;
  /** As given on the command line. */
  parameters: ReadonlyMap<string, string>;
}

export type StageRequestResult = { ok: true; request: StageRequest } | { ok: false; problems: Problem[] } | { ok: false; help: true };

const flags = {
  stage: { type: 'string' },
  region: { type: 'string' },
  param: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Words {
  stage?: string;
  region?: string;
  param?: string[];
  help?: boolean;
}

/** Reads the words behind `npm run <command> --`. Whether the values are good is judged by check-stage-request.ts. */
export function readStageRequest(command: StageCommand, argv: readonly string[]): StageRequestResult {
  let words: Words;
  try {
    words = parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { ok: false, problems: [{ field: 'arguments', found: error instanceof Error ? error.message : String(error), expected: 'the options below' }] };
  }
  return words.help === true ? { ok: false, help: true } : readWords(command, words);
}

function readWords(command: StageCommand, { stage, region, param = [] }: Words): StageRequestResult {
  const problems: Problem[] = [];
  const parameters = readParameters(param, problems);
  // Packaging touches nothing. Deploying and removing do, so nobody is to hit dev by leaving a word out.
  const named = stage ?? (command === 'package' ? 'dev' : undefined);
  const known = stages.find((one) => one === named);
  if (known === undefined) problems.push({ field: '--stage', found: showFound(named), expected: `one of ${stages.join(', ')}` });
  if (problems.length > 0 || known === undefined) return { ok: false, problems };
  return { ok: true, request: { command, stage: known, parameters, ...(region === undefined ? {} : { region }) } };
}

function readParameters(texts: readonly string[], problems: Problem[]): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) problems.push({ field: '--param', found: showFound(text), expected: 'NAME=VALUE, such as organizationId=o-a1b2c3d4e5' });
    else if (value.includes('${')) problems.push({ field: `--param ${name}`, found: 'a variable', expected: 'the value itself' });
    else if (parameters.has(name)) problems.push({ field: `--param ${name}`, found: 'it twice', expected: 'it once' });
    else parameters.set(name, value);
  }
  return parameters;
}

export function stageUsage(command: StageCommand): string {
  const what = {
    package: "Leaves each service's template and zips under services/*/.serverless/. Asks nothing of AWS.",
    deploy: 'Deploys all services of a stage, with the AWS credentials of the environment.',
    remove: 'Removes all services of a stage. Tables, buckets and keys that hold data stay.',
    adopt: 'Writes the script that takes what a removal has kept into new stacks, before the next deploy. Asks nothing of AWS.',
  }[command];
  return [
    `Usage: npm run ${command} -- ${command === 'package' ? '[--stage STAGE]' : '--stage STAGE'} [--region REGION] [--param NAME=VALUE ...]`,
    '',
    what,
    '',
    `  --stage STAGE       ${stages.join(', ')}${command === 'package' ? ' (default dev)' : ''}`,
    '  --region REGION     the region of the hub (default AWS_REGION, or us-east-1)',
    '  --param NAME=VALUE  overrides a parameter of config/<stage>.yml; as often as there are some to override',
    '',
    'staging and prod need organizationId and spokeExternalId, by --param or by PATCHWAVE_ORGANIZATION_ID and PATCHWAVE_SPOKE_EXTERNAL_ID.',
    'docs/deploy.md tells what each parameter does.',
  ].join('\n');
}
