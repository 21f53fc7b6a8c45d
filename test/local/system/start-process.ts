import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FinalSummary } from '#local/start/final-summary.ts';

/** How a process came to its end. */
export interface Ending {
  /** Null when a signal ended it. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** What `--json` wrote; undefined when it wrote nothing. */
  summary?: FinalSummary;
}

export interface StartedProcess {
  pid: number;
  ended: Promise<Ending>;
  /** Waits until the process has written this on stderr; gives the first group of the match. Throws when it ends before. */
  says(pattern: RegExp): Promise<string>;
  /** A signal to the process and its children; SIGKILL is what a power cut would be. */
  kill(signal: NodeJS.Signals): Promise<Ending>;
}

/** `npm start` without npm, on the Node that runs the test. All it leaves behind is ended and removed by `clean`. */
export interface Workbench {
  /** A new empty folder. */
  folder(): string;
  start(args: readonly string[], environment?: NodeJS.ProcessEnv): StartedProcess;
  run(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Ending>;
  clean(): Promise<void>;
}

/** Headless, a free port, one region, as fast as the machine can: 30 instances in about six seconds. */
export const smallFleet = ['--headless', '--accounts', '3', '--regions', 'us-east-1', '--instances', '30', '--speed', 'max'];

export function createWorkbench(script = 'local/start.ts'): Workbench {
  const folders: string[] = [];
  const running = new Set<StartedProcess>();
  function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): StartedProcess {
    const started = startProcess([script, ...args], { ...process.env, ...environment });
    running.add(started);
    void started.ended.then(() => running.delete(started));
    return started;
  }
  return {
    folder() {
      const path = mkdtempSync(join(tmpdir(), 'patchwave-'));
      folders.push(path);
      return path;
    },
    start,
    run: (args, environment) => start(args, environment).ended,
    async clean() {
      await Promise.all([...running].map((started) => started.kill('SIGKILL')));
      for (const path of folders) rmSync(path, { recursive: true, force: true });
    },
  };
}

function startProcess(args: string[], env: NodeJS.ProcessEnv): StartedProcess {
  // Detached: a group of its own, so that a signal reaches the whole tree and nothing else.
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = endingOf(child, output, args);
  const pid = child.pid ?? 0;
  return {
    pid,
    ended,
    says: (pattern) => heard(child, output, pattern),
    kill(signal) {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, signal);
      return ended;
    },
  };
}

async function endingOf(child: ChildProcess, output: { stdout: string; stderr: string }, args: readonly string[]): Promise<Ending> {
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const path = args[args.indexOf('--json') + 1] ?? '';
  const summary = args.includes('--json') && existsSync(path) ? { summary: JSON.parse(readFileSync(path, 'utf8')) as FinalSummary } : {};
  return { exitCode, ...output, ...summary };
}

function heard(child: ChildProcess, output: { stderr: string }, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const match = pattern.exec(output.stderr);
      if (match !== null) resolve(match[1] ?? match[0]);
    };
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(`expected ${String(pattern)} on stderr before the end; it said:\n${output.stderr}`)));
    look();
  });
}
