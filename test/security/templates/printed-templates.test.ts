import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageServices, SERVICES } from '#local/runtime/packaging/package-services.ts';
import { printedTemplates, type PrintedTemplate } from './printed-templates.ts';

/** Where the code lies in the deployment bucket: the name of the zip has the time of packaging in it. */
function withoutCode({ Resources }: PrintedTemplate): object {
  return JSON.parse(JSON.stringify(Resources).replaceAll(/"S3Key":"[^"]*"/g, '"S3Key":""')) as object;
}

it('what is judged here is what is deployed: the templates without bundles are those of packaging', async () => {
  await packageServices({ root: process.cwd(), stage: 'dev', progress: () => undefined });
  const printed = await printedTemplates('dev');
  for (const service of SERVICES) {
    const file = join('services', service, '.serverless', 'cloudformation-template-update-stack.json');
    const packaged = JSON.parse(readFileSync(file, 'utf8')) as PrintedTemplate;
    expect(withoutCode(printed[service]!)).toEqual(withoutCode(packaged));
  }
}, 180_000);
