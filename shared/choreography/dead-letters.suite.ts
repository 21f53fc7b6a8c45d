import type { DeadLetters } from './handle-records.ts';

/** A dead letter as `patchwave dlq` and the console show it. */
export interface DeadLetter {
  body: string;
  cause: string;
  originalMessageId: string;
}

export interface DeadLettersUnderTest {
  deadLetters: DeadLetters;
  /** All that was buried so far, in any order. */
  buried: () => Promise<readonly DeadLetter[]>;
}

const record = { messageId: 'm-1', body: '{"source":"elsewhere",\n"detail":"für später"}' };

/** What every DeadLetters must do; `make` gives an empty one. */
export function deadLettersSuite(implementation: string, make: () => Promise<DeadLettersUnderTest>): void {
  async function buriedWith(cause: string): Promise<readonly DeadLetter[]> {
    const { deadLetters, buried } = await make();
    await deadLetters.send(record, cause);
    return buried();
  }

  describe(`port DeadLetters / ${implementation}`, () => {
    it('keeps the body to the letter, with the cause and the id it had', async () => {
      expect(await buriedWith('detail: found text, expected an object')).toEqual([
        { body: record.body, cause: 'detail: found text, expected an object', originalMessageId: 'm-1' },
      ]);
    });

    it('keeps each of several', async () => {
      const { deadLetters, buried } = await make();
      for (const id of ['1', '2', '3']) await deadLetters.send({ messageId: id, body: `body ${id}` }, `cause ${id}`);
      const letters = [...(await buried())].sort((a, b) => a.body.localeCompare(b.body));
      expect(letters).toEqual(['1', '2', '3'].map((id) => ({ body: `body ${id}`, cause: `cause ${id}`, originalMessageId: id })));
    });

    it('cuts a long cause, and no character in two', async () => {
      const [letter] = await buriedWith(`${'x'.repeat(999)}😀 and more`);
      expect(letter?.cause).toBe(`${'x'.repeat(999)}\uFFFD`);
    });

    it('replaces what a message attribute may not hold, such as a control character from a foreign event', async () => {
      const [letter] = await buriedWith('Bad\u0001Type.v1:\tnot one that this queue takes');
      expect(letter?.cause).toBe('Bad\uFFFDType.v1:\tnot one that this queue takes');
    });
  });
}
