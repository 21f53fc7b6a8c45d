import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** The value that a stage's file gives a parameter, and the variable that it reads it from. */
export interface StageParameter {
  value: string | undefined;
  variable?: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What config/staging.yml and config/prod.yml say while nobody has told them better. With these, every spoke refuses the hub. */
const NOT_CONFIGURED: ReadonlySet<string> = new Set(['o-notconfigured', 'not-configured', '']);

const FROM_ENVIRONMENT = /^\$\{env:(\w+)(?:,\s*['"]?([^'"}]*)['"]?)?\}$/;

/** The parameters of config/<stage>.yml, those from the environment filled in. What only the packager can resolve is left out. */
export function stageParameters(root: string, stage: string, environment: Environment): Map<string, StageParameter> {
  const document = parse(readFileSync(join(root, 'config', `${stage}.yml`), 'utf8')) as Record<string, unknown>;
  const parameters = new Map<string, StageParameter>();
  for (const [name, value] of Object.entries(document)) {
    const parameter = typeof value === 'string' ? parameterOf(value, environment) : undefined;
    if (parameter !== undefined) parameters.set(name, parameter);
  }
  return parameters;
}

function parameterOf(text: string, environment: Environment): StageParameter | undefined {
  const [, variable, fallback] = FROM_ENVIRONMENT.exec(text) ?? [];
  if (variable === undefined) return text.includes('${') ? undefined : { value: configured(text) };
  return { value: configured(environment[variable] ?? fallback), variable };
}

function configured(value: string | undefined): string | undefined {
  return value === undefined || NOT_CONFIGURED.has(value) ? undefined : value;
}

const READS_A_PARAMETER = /\bparam:(\w+)/g;
const TEMPLATE_PARTS = /\.(yml|cjs)$/;

/** Every parameter that some template reads. The packager ignores all others in silence, a misspelt one too. */
export function knownParameters(root: string): Set<string> {
  const names = new Set<string>();
  for (const file of templateParts(root)) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(READS_A_PARAMETER)) if (name !== undefined) names.add(name);
  }
  return names;
}

function templateParts(root: string): string[] {
  return ['config', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && TEMPLATE_PARTS.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/[\\/]\.(serverless|esbuild)[\\/]/.test(file)),
  );
}
