import type { DueQueue } from './item.ts';
import { parseMessage } from './message.ts';

export interface DueQueueUnderTest {
  dueQueue: DueQueue;
  /** Lets the queue's clock go on. */
  pass: (seconds: number) => Promise<void>;
  /** The bodies of all messages that were delivered so far, in any order. */
  delivered: () => Promise<readonly string[]>;
}

const WAVE_DUE = { key: 'WAVE#1#canary', dueAt: 1_773_144_000_000 };

/** What every DueQueue must do; `make` gives an empty one. */
export function dueQueueSuite(implementation: string, make: () => Promise<DueQueueUnderTest>): void {
  describe(`port DueQueue / ${implementation}`, () => {
    it('delivers at once, in the words that a service reads, once', async () => {
      const { dueQueue, pass, delivered } = await make();
      await dueQueue.post(WAVE_DUE, 0);
      const first = await delivered();
      await pass(900);
      expect(first.map((body) => parseMessage(body, new Map()))).toEqual([{ kind: 'due', due: WAVE_DUE }]);
      expect(await delivered()).toEqual(first);
    });

    it('does not deliver before the delay has passed', async () => {
      const { dueQueue, pass, delivered } = await make();
      await dueQueue.post(WAVE_DUE, 60);
      await pass(59);
      expect(await delivered()).toEqual([]);
      await pass(1);
      expect(await delivered()).toHaveLength(1);
    });

    it('keeps alarms apart that were posted with different delays', async () => {
      const { dueQueue, pass, delivered } = await make();
      await dueQueue.post({ ...WAVE_DUE, key: 'late' }, 900);
      await dueQueue.post({ ...WAVE_DUE, key: 'soon' }, 10);
      await pass(10);
      expect(await delivered()).toEqual([expect.stringContaining('"soon"')]);
      await pass(890);
      expect(await delivered()).toHaveLength(2);
    });

    it.each([901, -1])('refuses a delay of %i seconds, and posts nothing', async (delaySeconds) => {
      const { dueQueue, pass, delivered } = await make();
      await expect(dueQueue.post(WAVE_DUE, delaySeconds)).rejects.toThrow('DelaySeconds');
      await pass(1_000);
      expect(await delivered()).toEqual([]);
    });
  });
}
