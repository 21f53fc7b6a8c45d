import { createKeyTurns } from './key-turns.ts';

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('the turns of a key', () => {
  it('start a write only when the one before it is done', async () => {
    const inTurn = createKeyTurns();
    const log: string[] = [];
    const { opened, open } = gate();
    const first = inTurn('b/k', () => opened.then(() => log.push('first')));
    const second = inTurn('b/k', () => Promise.resolve(log.push('second')));
    await inTurn('b/other', () => Promise.resolve(log.push('other')));
    open();
    await Promise.all([first, second]);
    expect(log).toEqual(['other', 'first', 'second']);
  });

  it('go on after a write that failed', async () => {
    const inTurn = createKeyTurns();
    const failed = inTurn('b/k', () => Promise.reject(new Error('no')));
    const next = inTurn('b/k', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });
});
