import { NIGHT } from '#shared/testing/test-aggregate.ts';
import { CommandFailure } from '../exit-codes.ts';
import { createHubInMemory, type HubContent, type HubInMemory } from '../hub/hub.in-memory.ts';
import type { Output } from '../output.ts';
import type { Session } from '../session.ts';

interface Said {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface SessionInTest {
  hub: HubInMemory;
  /** How long the command waited in all. */
  waitedMs: () => number;
  /** Runs one command, and gives what a shell would see of it. */
  run: (command: (session: Session) => Promise<void> | void) => Promise<Said>;
}

/** A terminal on a hub in memory, at which waiting takes no time. `onPause` is what happens meanwhile. */
export function aSession(content: HubContent = {}, onPause: () => void = () => undefined): SessionInTest {
  const hub = createHubInMemory({ now: NIGHT, ...content });
  let elapsedMs = 0;
  const pace = {
    elapsedMs: () => elapsedMs,
    pause(ms: number) {
      elapsedMs += ms;
      onPause();
      return Promise.resolve();
    },
  };
  return {
    hub,
    waitedMs: () => elapsedMs,
    run: async (command) => {
      const stdout: string[] = [];
      const stderr: string[] = [];
      const output: Output = { result: (text) => void stdout.push(text), note: (text) => void stderr.push(text) };
      const exitCode = await exitCodeOf(async () => command({ hub, output, pace }), output);
      return { exitCode, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
    },
  };
}

async function exitCodeOf(act: () => Promise<void>, output: Output): Promise<number> {
  try {
    await act();
    return 0;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    output.note(error.message);
    return error.exitCode;
  }
}
