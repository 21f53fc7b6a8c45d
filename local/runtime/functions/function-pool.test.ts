import type { FunctionEnvironment } from './function-environment.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';

interface FakeEnvironment extends FunctionEnvironment {
  finish: (end?: { ended: boolean }) => Promise<void>;
}

function pool(maxEnvironments: number): { pool: FunctionPool; started: FakeEnvironment[]; served: string[] } {
  const started: FakeEnvironment[] = [];
  const served: string[] = [];
  function start(): FunctionEnvironment {
    let ended = false;
    let done: () => void = () => undefined;
    const environment: FakeEnvironment = {
      get ended() {
        return ended;
      },
      invoke: ({ requestId }) => {
        served.push(requestId);
        return new Promise((resolve) => (done = () => resolve(requestId)));
      },
      stop: () => Promise.resolve(),
      finish: async (end = { ended: false }) => {
        ended = end.ended;
        done();
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    started.push(environment);
    return environment;
  }
  return { pool: createFunctionPool({ start, maxEnvironments, timeoutMs: 1000 }), started, served };
}

describe('a pool of environments', () => {
  it('starts none before the first invocation, and reuses one that is free', async () => {
    const { pool: subject, started, served } = pool(2);
    expect(started).toHaveLength(0);
    const first = subject.invoke('a', {});
    await new Promise((resolve) => setImmediate(resolve));
    await started[0]!.finish();
    expect(await first).toBe('a');
    void subject.invoke('b', {});
    await new Promise((resolve) => setImmediate(resolve));
    expect({ started: started.length, served }).toEqual({ started: 1, served: ['a', 'b'] });
  });

  it('gives each environment one invocation at a time, and lets the others wait in order', async () => {
    const { pool: subject, started, served } = pool(2);
    for (const requestId of ['a', 'b', 'c', 'd']) void subject.invoke(requestId, {});
    await new Promise((resolve) => setImmediate(resolve));
    expect({ served: [...served], busy: subject.busy() }).toEqual({ served: ['a', 'b'], busy: 4 });
    await started[1]!.finish();
    expect({ served, started: started.length }).toEqual({ served: ['a', 'b', 'c'], started: 2 });
  });

  it('replaces an environment that ended', async () => {
    const { pool: subject, started, served } = pool(1);
    void subject.invoke('a', {});
    void subject.invoke('b', {});
    await new Promise((resolve) => setImmediate(resolve));
    await started[0]!.finish({ ended: true });
    expect({ served, started: started.length }).toEqual({ served: ['a', 'b'], started: 2 });
  });

  it('refuses what still waits when it stops', async () => {
    const { pool: subject } = pool(1);
    void subject.invoke('a', {});
    const waiting = subject.invoke('b', {});
    await subject.stop();
    await expect(waiting).rejects.toThrow('the local cloud is shutting down');
  });
});
