// npm run package [-- --stage S] [--region R] [--param NAME=VALUE ...]: leaves each service's template and zips under its .serverless/.
import { resolve } from 'node:path';

import { CommandFailure } from '#cli/exit-codes.ts';
import { checkedStageRequest, packagerOptions } from '#cli/stage/checked-stage-request.ts';

import { packageServices } from './runtime/packaging/package-services.ts';

const root = resolve(import.meta.dirname, '..');
try {
  const checked = checkedStageRequest('package', process.argv.slice(2), { root, environment: process.env });
  if ('help' in checked) {
    process.stdout.write(`${checked.help}\n`);
  } else {
    const { request } = checked;
    await packageServices({ root, stage: request.stage, options: packagerOptions(request), progress: (line) => process.stderr.write(`package: ${line}\n`) });
  }
} catch (error) {
  process.stderr.write(`${error instanceof CommandFailure ? '' : 'package: '}${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
}
