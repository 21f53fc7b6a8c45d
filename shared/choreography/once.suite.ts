import type { Once } from './once.ts';

const identity = { runId: 'r', wave: 'canary' };
const call = { getRemainingTimeInMillis: () => 10_000 };

/** What every Once must do, the table of records and its twin. */
export function onceSuite(implementation: string, make: () => Promise<Once>): void {
  describe(`port Once / ${implementation}`, () => {
    it('does the work once, and answers each repeat with the first answer', async () => {
      const once = await make();
      const answers = [];
      for (const attempt of [1, 2, 3]) answers.push(await once(identity, call, () => Promise.resolve({ attempt })));
      expect(answers).toEqual(Array(3).fill({ status: 'done', result: { attempt: 1 } }));
    });

    it('does the work of each identity', async () => {
      const once = await make();
      await once(identity, call, () => Promise.resolve('first'));
      expect(await once({ ...identity, wave: 'rest' }, call, () => Promise.resolve('second'))).toEqual({ status: 'done', result: 'second' });
    });

    it('says so while the work is being done', async () => {
      const once = await make();
      const outcome = await once(identity, call, () => once(identity, call, () => Promise.resolve('never')));
      expect(outcome).toEqual({ status: 'done', result: { status: 'inProgress' } });
    });

    it('forgets what failed, so that it can be tried again', async () => {
      const once = await make();
      await expect(once(identity, call, () => Promise.reject(new Error('The bus is down.')))).rejects.toThrow('The bus is down.');
      expect(await once(identity, call, () => Promise.resolve('done'))).toEqual({ status: 'done', result: 'done' });
    });
  });
}
