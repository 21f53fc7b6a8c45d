import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { packageServices, SERVICES } from '#local/runtime/packaging/package-services.ts';

interface Template {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

/** A copy of what `npm run package` leaves behind, to be spoiled; PATCHWAVE_PACKAGES points a start to it. */
export interface PackagedCopy {
  environment: { PATCHWAVE_PACKAGES: string };
  editTemplate(service: string, edit: (resources: Template['Resources']) => void): void;
  /** Adds a line at the end of the bundle in one of the service's zips. */
  appendToBundle(service: string, zip: string, line: string): void;
}

export async function copyPackages(folder: string): Promise<PackagedCopy> {
  await packageServices({ root: process.cwd(), stage: 'dev', progress: () => undefined });
  for (const service of SERVICES) cpSync(join('services', service, '.serverless'), join(folder, service, '.serverless'), { recursive: true });
  const madeOf = (service: string, file: string) => join(folder, service, '.serverless', file);
  return {
    environment: { PATCHWAVE_PACKAGES: folder },
    editTemplate(service, edit) {
      const path = madeOf(service, 'cloudformation-template-update-stack.json');
      const template = JSON.parse(readFileSync(path, 'utf8')) as Template;
      edit(template.Resources);
      writeFileSync(path, JSON.stringify(template));
    },
    appendToBundle(service, zip, line) {
      const path = madeOf(service, zip);
      const files = unzipSync(readFileSync(path));
      const bundle = 'src/lambda.mjs';
      if (files[bundle] === undefined) throw new Error(`${path}: found ${Object.keys(files).join(', ')}, expected ${bundle}`);
      writeFileSync(path, zipSync({ ...files, [bundle]: strToU8(`${strFromU8(files[bundle])}\n${line}\n`) }));
    },
  };
}
