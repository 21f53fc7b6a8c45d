import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface WireChild {
  endpoint: string;
  /** Sends one line to the child and gives its answer. See wire-server.ts for the words it knows. */
  ask: (line: string) => Promise<unknown>;
  /** Ends it in good order. */
  stop: () => Promise<void>;
  /** Ends it as a power cut would end the process: it gets no chance to save anything. */
  kill: () => Promise<void>;
}

/** Starts the whole wire in a process of its own; with `dataDir`, durably. */
export async function startWireChild(dataDir?: string): Promise<WireChild> {
  const args = ['test/local/wire/wire-server.ts', '0', ...(dataDir === undefined ? [] : [dataDir])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  letGo(child);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = (await lines.next()) as { value?: string; done?: boolean };
    if (done === true || value === undefined) throw new Error(`The wire's process ended. It wrote:\n${stderr}`);
    return value;
  };
  const endpoint = await next();
  return {
    endpoint,
    ask: async (line) => {
      child.stdin.write(`${line}\n`);
      return JSON.parse(await next()) as unknown;
    },
    stop: async () => {
      child.stdin.end();
      await exit;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/**
 * A test that fails before it stops its child must not keep the test runner alive for ever: when the runner ends, the
 * child's stdin closes, and so it ends too.
 */
function letGo(child: ChildProcessByStdio<Writable, Readable, Readable>): void {
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as Socket).unref();
}
