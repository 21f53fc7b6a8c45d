import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import type { Stack, TemplateResource } from './stack.ts';

const TEMPLATE_FILE = 'cloudformation-template-update-stack.json';

interface PrintedTemplate {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/** Reads each folder (a service's `.serverless`) as a stack; the folder above gives the stack its name. */
export function readStacks(folders: readonly string[]): Stack[] {
  return folders.map((folder) => readStack(resolve(folder)));
}

function readStack(folder: string): Stack {
  const file = join(folder, TEMPLATE_FILE);
  if (!existsSync(file)) {
    throw new Error(`template ${file}: not found; run "npm run package" first.`);
  }
  const printed = JSON.parse(readFileSync(file, 'utf8')) as PrintedTemplate;
  const resources: Record<string, TemplateResource> = {};
  for (const [logicalId, { Type, Properties }] of Object.entries(printed.Resources)) {
    resources[logicalId] = { type: Type, properties: Properties ?? {} };
  }
  return { name: basename(dirname(folder)), folder, resources };
}
