import type { ObjectStore } from './object-store.ts';

/** What every ObjectStore must do; `make` gives an empty one. */
export function objectStoreSuite(implementation: string, make: () => Promise<ObjectStore>): void {
  describe(`port ObjectStore / ${implementation}`, () => {
    it('reads nothing where nothing was put', async () => {
      const objects = await make();
      await objects.putOnce('runs/1/plan.json', {});
      expect(await objects.read('runs/2/plan.json')).toBeUndefined();
    });

    it('gives back the value that was put, under a key that must be encoded', async () => {
      const objects = await make();
      const value = { ids: ['i-1', 'i-2'], note: 'Überprüft – ok', nested: { none: null } };
      expect(await objects.putOnce('runs/1/web & db/é+.json', value)).toBe('written');
      expect(await objects.read('runs/1/web & db/é+.json')).toEqual(value);
    });

    it('keeps the first answer under a key, whatever comes later', async () => {
      const objects = await make();
      await objects.putOnce('runs/1/slice.json', { answer: 'first' });
      expect(await objects.putOnce('runs/1/slice.json', { answer: 'second' })).toBe('exists');
      expect(await objects.read('runs/1/slice.json')).toEqual({ answer: 'first' });
    });

    it('lets exactly one of several first writers win', async () => {
      const objects = await make();
      const answers = await Promise.all([0, 1, 2, 3].map((writer) => objects.putOnce('runs/1/slice.json', { writer })));
      expect([...answers].sort()).toEqual(['exists', 'exists', 'exists', 'written']);
      expect(await objects.read('runs/1/slice.json')).toEqual({ writer: answers.indexOf('written') });
    });

    it('lists the keys that begin so, sorted', async () => {
      const objects = await make();
      for (const key of ['runs/1/b', 'runs/10/a', 'runs/1/a/deep', 'other/1/a', 'runs/1/B']) await objects.putOnce(key, {});
      expect(await objects.list('runs/1/')).toEqual(['runs/1/B', 'runs/1/a/deep', 'runs/1/b']);
      expect(await objects.list('runs/1')).toEqual(['runs/1/B', 'runs/1/a/deep', 'runs/1/b', 'runs/10/a']);
      expect(await objects.list('nowhere/')).toEqual([]);
    });

    it('publishes over what was there, also after it was read', async () => {
      const objects = await make();
      await objects.publish('runs/1/report.json', '{"total":1}', 'application/json');
      expect(await objects.read('runs/1/report.json')).toEqual({ total: 1 });
      await objects.publish('runs/1/report.json', '{"total":2}', 'application/json');
      expect(await objects.read('runs/1/report.json')).toEqual({ total: 2 });
    });

    it('does not read what is not JSON as if it were', async () => {
      const objects = await make();
      await objects.publish('runs/1/report.html', '<html></html>', 'text/html');
      await expect(objects.read('runs/1/report.html')).rejects.toThrow('not valid JSON');
    });
  });
}
