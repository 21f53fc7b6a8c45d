import { join } from 'node:path';

import { parse, stringify } from 'yaml';

import type { StageRequest } from './read-stage-request.ts';

interface ComposeFile {
  services: Record<string, { path: string; dependsOn?: string | string[]; params?: Record<string, string>; region?: string }>;
}

/**
 * The text of serverless-compose.yml with the request's region and parameters given to every service: Compose takes
 * neither on its command line. The paths become absolute, as the file will lie elsewhere.
 */
export function composeFileFor(text: string, root: string, { region, parameters }: StageRequest): string {
  const { services } = parse(text) as ComposeFile;
  const given = {
    ...(region === undefined ? {} : { region }),
    ...(parameters.size === 0 ? {} : { params: Object.fromEntries(parameters) }),
  };
  const all = Object.entries(services).map(([name, { path, ...rest }]) => [name, { path: join(root, path), ...rest, ...given }] as const);
  return stringify({ services: Object.fromEntries(all) }, { aliasDuplicateObjects: false });
}
