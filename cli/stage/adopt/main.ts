// npm run adopt -- --stage S [--region R] [--param NAME=VALUE ...]
import { resolve } from 'node:path';

import { packageServices, SERVICES } from '#local/runtime/packaging/package-services.ts';

import { CommandFailure } from '../../exit-codes.ts';
import { checkedStageRequest, packagerOptions } from '../checked-stage-request.ts';
import { regionOf } from '../check-stage-request.ts';
import { writeAdoption } from './write-adoption.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
try {
  const checked = checkedStageRequest('adopt', process.argv.slice(2), { root, environment: process.env });
  if ('help' in checked) {
    process.stdout.write(`${checked.help}\n`);
  } else {
    const { request } = checked;
    const { stage } = request;
    await packageServices({ root, stage, options: packagerOptions(request), progress: (line) => process.stderr.write(`adopt: ${line}\n`) });
    const script = writeAdoption({ root, stage, region: regionOf(request, process.env), services: SERVICES });
    process.stdout.write(`${script}\n`);
    process.stderr.write(`adopt: nothing was asked of AWS. Read the script, run it by "sh ${script}", then "npm run deploy -- --stage ${stage}".\n`);
  }
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
