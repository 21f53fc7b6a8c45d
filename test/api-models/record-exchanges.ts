import { join } from 'node:path';

import { runProgram } from '#test/foreign/foreign-cloud.ts';
import { createWorkbench, type Workbench } from '#test/local/system/start-process.ts';
import { actAsPeople } from '#test/security/iam/people-who-meddle.ts';

type Tell = (line: string) => void;

/**
 * Fills the folder with what goes over the wire in a run, when people meddle, when doctor looks, in a tour of all that is
 * served, and in the adapters' own tests.
 */
export async function recordExchanges(folder: string, tell: Tell): Promise<void> {
  const environment = { PATCHWAVE_WIRE_RECORD: folder };
  await healthyRun(environment, tell);
  await disturbedRuns(environment, tell);
  await rareWays(environment, tell);
}

/** Three waves, two regions, one account whose role refuses. */
async function healthyRun(environment: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const bench = createWorkbench();
  const args = ['--headless', '--auto-approve', '--accounts', '9', '--instances', '36', '--speed', 'max', '--data', join(bench.folder(), 'data')];
  await within(bench, async () => must(await bench.run(args, environment), 'the run'));
  tell('a run went from its request to its report');
}

async function disturbedRuns(environment: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const bench = createWorkbench('local/serve.ts');
  const terminal = createWorkbench('cli/main.ts');
  const data = join(bench.folder(), 'data');
  await within(bench, async () => {
    const served = bench.start(['--port', '0', '--accounts', '6', '--regions', 'us-east-1', '--instances', '60', '--speed', '600', '--data', data], environment);
    const endpoint = await served.says(/Local cloud at (\S+):/);
    await actAsPeople({ endpoint, data }, tell);
    // 1: it has seen the dead letters.
    must(await terminal.run(['--endpoint', endpoint, 'doctor', '--account', '111111111111']), 'doctor', [0, 1]);
    tell('doctor has looked at everything');
    must(await runProgram('python', ['-B', join('test', 'api-models', 'tour', 'tour.py'), endpoint]), 'the tour');
    tell('what nothing of ours calls was called by botocore');
    await served.kill('SIGTERM');
  });
}

/** What only a crash, a refusal or a full page brings about: the suites of the adapters against the local cloud. */
async function rareWays(environment: NodeJS.ProcessEnv, tell: Tell): Promise<void> {
  const jest = createWorkbench(join('node_modules', 'jest', 'bin', 'jest.js'));
  must(await jest.run(['--config', 'jest.config.cjs', '--runInBand', join('test', 'local', 'adapters')], environment), "the adapters' suites");
  tell('the adapters went their rare ways');
}

async function within(bench: Workbench, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await bench.clean();
  }
}

function must({ exitCode, stderr }: { exitCode: number | null; stderr: string }, what: string, allowed: readonly number[] = [0]): void {
  if (exitCode === null || !allowed.includes(exitCode)) throw new Error(`${what} ended with ${String(exitCode)}, expected ${allowed.join(' or ')}:\n${stderr}`);
}
