import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { parse } from 'yaml';

import { SERVICES } from '#local/runtime/packaging/package-services.ts';

export interface Resource {
  Type: string;
  DeletionPolicy?: string;
  Properties: Record<string, unknown>;
}

export type Resources = Record<string, Resource>;

interface ServiceFile {
  custom: Record<string, unknown> & { name: string };
  functions?: Record<string, { timeout: number }>;
}

type Made = Promise<{ Resources: Resources; extensions?: Record<string, { Properties: object }> }>;
type MakeResources = (serverless: { resolveConfigurationProperty: (path: string[]) => Promise<unknown> }) => Made;

/** Parameters of a stage as a test gives them by --param. */
export type Overrides = Record<string, string>;

/** What the .cjs files make for one service of a stage, without the deploy tool: its functions and log groups are not among it. */
export function madeFor(service: string, stage: string, overrides: Overrides = {}): Made {
  const parameters = { ...(readYaml(`config/${stage}.yml`) as Record<string, unknown>), ...overrides };
  const file = readYaml(`services/${service}/serverless.yml`) as ServiceFile;
  const document = {
    provider: { region: 'us-east-1' },
    functions: file.functions ?? {},
    custom: { ...file.custom, prefix: `patchwave-${stage}`, parameters, sizes: readYaml(`config/presets/${String(parameters['preset'])}.yml`) },
  };
  const module = service === 'platform' ? './services/platform/of-stage.cjs' : './config/resources/of-service.cjs';
  const { resources } = createRequire(`${process.cwd()}/package.json`)(module) as { resources: MakeResources };
  return resources({ resolveConfigurationProperty: (path) => Promise.resolve(path.reduce<unknown>(memberOf, document)) });
}

/** The same of all services, each resource under `<service>.<logical id>`. */
export async function stageResources(stage: string, overrides: Overrides = {}): Promise<Resources> {
  const all: Resources = {};
  for (const service of SERVICES) {
    const { Resources: made } = await madeFor(service, stage, overrides);
    for (const [logicalId, resource] of Object.entries(made)) all[`${service}.${logicalId}`] = resource;
  }
  return all;
}

export function ofType(resources: Resources, type: string): Resource[] {
  return Object.values(resources).filter(({ Type }) => Type === type);
}

function memberOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

function readYaml(file: string): unknown {
  // CloudFormation's own tags (!Ref) are unknown to the parser; nothing that is read here has one.
  return parse(readFileSync(file, 'utf8'), { logLevel: 'error' });
}
