import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { type FunctionEnvironment, startEnvironment } from './function-environment.ts';
import type { WorkerStart } from './worker-messages.ts';

const CODE = `
let invocations = 0;
export async function main(event, context) {
  invocations += 1;
  switch (event.do) {
    case 'tell':
      return {
        invocations,
        date: new Date().toISOString(),
        now: Date.now(),
        isDate: new Date() instanceof Date && new Date().constructor === Date,
        given: new Date(0).toISOString(),
        remaining: context.getRemainingTimeInMillis() <= 5000,
        requestId: context.awsRequestId,
        environment: process.env,
        dropped: undefined,
      };
    case 'print':
      console.log('to stdout');
      console.error('to stderr');
      return;
    case 'throw':
      throw new RangeError('out of range');
    case 'hang':
      return new Promise(() => {});
    case 'exit':
      process.exit(7);
  }
}`;

const NOW_MS = Date.UTC(2030, 5, 1, 12);

const running: FunctionEnvironment[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((environment) => environment.stop()));
});

function environment(spoiled: Partial<WorkerStart> = {}): FunctionEnvironment & { invokeWith: (event: unknown, timeoutMs?: number) => Promise<unknown> } {
  const codeFolder = mkdtempSync(join(tmpdir(), 'patchwave-function-'));
  writeFileSync(join(codeFolder, 'lambda.mjs'), CODE);
  const clockCell = new SharedArrayBuffer(8);
  new Float64Array(clockCell)[0] = NOW_MS;
  const started = startEnvironment({
    workerFile: resolve('local/runtime/functions/function-worker.ts'),
    variables: { STAGE: 'dev' },
    start: {
      codeFolder,
      handler: 'lambda.main',
      functionName: 'patchwave-dev-planner-control',
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:patchwave-dev-planner-control',
      memoryMiB: 128,
      clockCell,
      ...spoiled,
    },
  });
  running.push(started);
  const invokeWith = (event: unknown, timeoutMs = 5000): Promise<unknown> => started.invoke({ requestId: 'request-1', event, timeoutMs });
  return Object.assign(started, { invokeWith });
}

describe('the environment of a function', () => {
  it('runs the bundle with the scaled date, its own variables only, and a Lambda context', async () => {
    expect(await environment().invokeWith({ do: 'tell' })).toEqual({
      invocations: 1,
      date: '2030-06-01T12:00:00.000Z',
      now: NOW_MS,
      isDate: true,
      given: '1970-01-01T00:00:00.000Z',
      remaining: true,
      requestId: 'request-1',
      environment: { STAGE: 'dev' },
    });
  });

  it('stays warm between invocations', async () => {
    const warm = environment();
    await warm.invokeWith({ do: 'tell' });
    expect(await warm.invokeWith({ do: 'tell' })).toMatchObject({ invocations: 2 });
  });

  it('answers null when the function answers nothing, and writes what it prints to its log', async () => {
    const logFile = join(mkdtempSync(join(tmpdir(), 'patchwave-log-')), 'control.log');
    expect(await environment({ logFile }).invokeWith({ do: 'print' })).toBeNull();
    expect(readFileSync(logFile, 'utf8')).toBe('to stdout\nto stderr\n');
  });

  it('reports what the function threw, and stays usable', async () => {
    const warm = environment();
    await expect(warm.invokeWith({ do: 'throw' })).rejects.toMatchObject({ name: 'RangeError', message: 'out of range' });
    expect(await warm.invokeWith({ do: 'tell' })).toMatchObject({ invocations: 2 });
  });

  it('ends with a function that takes too long', async () => {
    const stuck = environment();
    await expect(stuck.invokeWith({ do: 'hang' }, 300)).rejects.toMatchObject({ name: 'Sandbox.Timedout', message: 'Task timed out after 0.3 seconds' });
    expect(stuck.ended).toBe(true);
  });

  it('fails the invocation when the function ends its process', async () => {
    await expect(environment().invokeWith({ do: 'exit' })).rejects.toMatchObject({ name: 'Runtime.ExitError', message: 'the environment ended with code 7' });
  });

  it('says which handler is missing', async () => {
    await expect(environment({ handler: 'lambda.other' }).invokeWith({})).rejects.toThrow('lambda exports main, expected a function "other"');
  });
});
