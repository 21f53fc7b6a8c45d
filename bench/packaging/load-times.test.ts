import { loadTimesMs } from './load-times.ts';

const BUSY_MS = 60;

function moduleOf(text: string, variables: Record<string, string> = {}) {
  return { module: Buffer.from(text), variables };
}

describe('the time that a module takes to load', () => {
  it('has in it what the module does while it is evaluated, not what Node does before', async () => {
    const times = await loadTimesMs(
      { empty: moduleOf('export {};'), busy: moduleOf(`const end = performance.now() + ${String(BUSY_MS)}; while (performance.now() < end);`) },
      3,
    );
    expect({ busy: times.busy >= BUSY_MS, apart: times.busy - times.empty > BUSY_MS / 2 }).toEqual({ busy: true, apart: true });
  });

  it('is measured with the variables of the function', async () => {
    const needy = "if (process.env.TABLE_NAME !== 'table') throw new Error('TABLE_NAME: found nothing');";
    await expect(loadTimesMs({ needy: moduleOf(needy, { TABLE_NAME: 'table' }) }, 1)).resolves.toEqual({ needy: expect.any(Number) as number });
    await expect(loadTimesMs({ needy: moduleOf(needy) }, 1)).rejects.toThrow('TABLE_NAME: found nothing');
  });
});
