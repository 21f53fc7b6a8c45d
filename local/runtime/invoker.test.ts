import type { PausableTimers } from '#local/clock/clock.ts';
import { VirtualTimers } from '#local/clock/virtual-timers.ts';

import { InvocationFailure } from './functions/invocation-failure.ts';
import { createInvoker } from './invoker.ts';
import type { Invocation } from './runtime-options.ts';

class CountingClock extends VirtualTimers implements PausableTimers {
  holds = 0;

  hold(): () => void {
    this.holds += 1;
    return () => void (this.holds -= 1);
  }
}

function invoker(answer: () => Promise<unknown>) {
  const clock = new CountingClock();
  const told: Omit<Invocation, 'durationMs'>[] = [];
  const holdsMeanwhile: number[] = [];
  const pool = {
    invoke: () => {
      holdsMeanwhile.push(clock.holds);
      return answer();
    },
    busy: () => 0,
    stop: () => Promise.resolve(),
  };
  const invoke = createInvoker({
    pools: new Map([['arn:of:control', { name: 'control', pool }]]),
    clock,
    newId: () => 'request-1',
    onInvocation: ({ functionName, requestId, startedAtMs, messages, error }) => void told.push({ functionName, requestId, startedAtMs, ...(messages !== undefined && { messages }), ...(error && { error }) }),
  });
  return { invoke, clock, told, holdsMeanwhile };
}

describe('an invocation', () => {
  it('holds the clock while it runs, and is told with its messages when it ended', async () => {
    const { invoke, clock, told, holdsMeanwhile } = invoker(() => Promise.resolve('done'));
    expect(await invoke('arn:of:control', { Records: [{}, {}] })).toBe('done');
    expect({ told, holdsMeanwhile, holds: clock.holds }).toEqual({
      told: [{ functionName: 'control', requestId: 'request-1', startedAtMs: clock.now(), messages: 2 }],
      holdsMeanwhile: [1],
      holds: 0,
    });
  });

  it('is told with its error when it failed, and lets the clock go', async () => {
    const { invoke, clock, told } = invoker(() => Promise.reject(new InvocationFailure('Sandbox.Timedout', 'Task timed out')));
    await expect(invoke('arn:of:control', {})).rejects.toThrow('Task timed out');
    expect({ error: told[0]?.error, holds: clock.holds }).toEqual({ error: { type: 'Sandbox.Timedout', message: 'Task timed out' }, holds: 0 });
  });

  it('of a function that is not in the templates names those that are', async () => {
    const { invoke } = invoker(() => Promise.resolve());
    await expect(invoke('arn:of:other', {})).rejects.toThrow('function arn:of:other: not in the templates; they have arn:of:control.');
  });
});
