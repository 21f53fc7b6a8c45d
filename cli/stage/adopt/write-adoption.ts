import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { adoptScript } from './adopt-script.ts';
import { importOf, type Template } from './import-of-template.ts';

interface Packaged {
  /** Absolute path of the repository, packaged for the stage. */
  root: string;
  stage: string;
  region: string;
  services: readonly string[];
}

const PRINTED = '.serverless/cloudformation-template-update-stack.json';

/** Writes the imports of a stage and the script that runs them, and gives the script's path. Asks nothing of AWS. */
export function writeAdoption({ root, stage, region, services }: Packaged): string {
  const folder = join(root, '.serverless', `adopt-${stage}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const adopting = services.filter((service) => {
    const found = importOf(JSON.parse(readFileSync(join(root, 'services', service, PRINTED), 'utf8')) as Template);
    if (found === undefined) return false;
    writeFileSync(join(folder, `${service}.template.json`), JSON.stringify(found.template, null, 2));
    writeFileSync(join(folder, `${service}.resources.json`), JSON.stringify(found.resources, null, 2));
    return true;
  });
  const script = join(folder, 'adopt.sh');
  writeFileSync(script, adoptScript({ stage, region, services: adopting }));
  return script;
}
