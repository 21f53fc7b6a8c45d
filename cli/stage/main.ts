// npm run deploy | remove -- --stage S [--region R] [--param NAME=VALUE ...]
import { resolve } from 'node:path';

import { CommandFailure, exitCodes } from '../exit-codes.ts';
import { checkedStageRequest } from './checked-stage-request.ts';
import { runCompose } from './run-compose.ts';

const root = resolve(import.meta.dirname, '..', '..');
const [command, ...argv] = process.argv.slice(2);
try {
  if (command !== 'deploy' && command !== 'remove') throw new CommandFailure(exitCodes.badInput, `stage: found "${command ?? ''}", expected deploy or remove.`);
  const checked = checkedStageRequest(command, argv, { root, environment: process.env });
  if ('help' in checked) process.stdout.write(`${checked.help}\n`);
  else process.exitCode = await runCompose(root, checked.request);
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
