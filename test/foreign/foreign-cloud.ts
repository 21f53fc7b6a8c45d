import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { createWorkbench } from '../local/system/start-process.ts';

export interface Ending {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** What the AWS CLI made of a call: its answer, or the code of the error that it was told. */
export type Answer<Output> = { output: Output } | { errorCode: string };

export interface Credentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken?: string;
}

export const hubCredentials: Credentials = { AccessKeyId: 'test', SecretAccessKey: 'test' };

export interface ForeignCloud {
  endpoint: string;
  /** Runs the AWS CLI as this caller; throws when it fails without an error of AWS's. */
  aws<Output>(credentials: Credentials, ...args: string[]): Promise<Answer<Output>>;
  /** A program of the virtual environment. */
  run(program: string, ...args: string[]): Promise<Ending>;
  patchwave(...args: string[]): Promise<Ending>;
  close(): Promise<void>;
}

/** The folder of the programs from PyPI. */
function foreignBin(): string {
  const bin = process.env['PATCHWAVE_FOREIGN_BIN'];
  if (bin !== undefined && bin !== '') return bin;
  throw new Error(
    'PATCHWAVE_FOREIGN_BIN: found nothing, expected the bin folder of a virtual environment with test/foreign/requirements.txt. ' +
      'Make one: python3 -m venv .venv && .venv/bin/pip install -r test/foreign/requirements.txt; then PATCHWAVE_FOREIGN_BIN=$PWD/.venv/bin npm run test:foreign',
  );
}

/** `npm run local` on a free port, with the fleet that the options name. */
export async function openForeignCloud(...options: string[]): Promise<ForeignCloud> {
  foreignBin();
  const bench = createWorkbench('local/serve.ts');
  const served = bench.start(['--port', '0', '--data', bench.folder(), ...options]);
  const endpoint = await served.says(/Local cloud at (\S+):/);
  return {
    endpoint,
    async aws(credentials, ...args) {
      const ending = await runProgram('aws', ['--endpoint-url', endpoint, '--output', 'json', ...args], environmentOf(credentials));
      if (ending.exitCode === 0) return { output: (ending.stdout === '' ? {} : JSON.parse(ending.stdout)) as never };
      const errorCode = /An error occurred \((\w[\w.]*)\)/.exec(ending.stderr)?.[1];
      if (errorCode === undefined) throw new Error(`aws ${args.join(' ')} failed without an error of AWS's:\n${ending.stderr}`);
      return { errorCode };
    },
    run: (program, ...args) => runProgram(program, args, environmentOf(hubCredentials)),
    patchwave: (...args) => spawned(process.execPath, [join('cli', 'main.ts'), '--endpoint', endpoint, ...args], process.env),
    close: () => bench.clean(),
  };
}

export function runProgram(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ending> {
  return spawned(join(foreignBin(), program), args, env);
}

function environmentOf({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    ...(SessionToken === undefined ? {} : { AWS_SESSION_TOKEN: SessionToken }),
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '3',
    AWS_PAGER: '',
  };
}

async function spawned(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ending> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...output };
}

/** The answer's output; throws the code where AWS refused. */
export function outputOf<Output>(answer: Answer<Output>): Output {
  if ('errorCode' in answer) throw new Error(`expected an answer, found the error ${answer.errorCode}`);
  return answer.output;
}
