import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { parse } from 'yaml';

import { SERVICES } from '#local/runtime/packaging/package-services.ts';

interface ServiceFile {
  custom: { name: string; queues: Record<string, { name: string }>; grants: object };
}

const services = SERVICES.filter((service) => service !== 'platform').map((service) => {
  // CloudFormation's own tags (!Ref) are unknown to the parser; nothing that is read here has one.
  return (parse(readFileSync(`services/${service}/serverless.yml`, 'utf8'), { logLevel: 'error' }) as ServiceFile).custom;
});

it('what the dashboard shows is every queue, every function and every table of the services', () => {
  const watched = createRequire(`${process.cwd()}/package.json`)('./services/platform/watched.cjs') as object;
  expect(watched).toEqual({
    queues: services.flatMap(({ queues }) => Object.values(queues).map(({ name }) => name)),
    functions: services.flatMap(({ name, grants }) => Object.keys(grants).map((key) => `${name}-${key}`)),
    tables: services.map(({ name }) => name),
  });
});
