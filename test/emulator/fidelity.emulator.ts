import { operationsNamed } from '../api-models/operations-named.ts';
import { emptyMiniStack } from './empty-ministack.ts';
import { lacksOfMiniStack } from './lacking.ts';
import { refusalOf } from './probes.ts';
import { refusalOfBareCall } from './send-bare.ts';

const endpoint = emptyMiniStack();

/** How MiniStack says that it does not have an operation; any other refusal is of this call's input. */
const unknown = /unknown action|unknown operation|not valid for this endpoint|not implemented|not supported/i;

describe('docs/fidelity.md', () => {
  it.each(lacksOfMiniStack())('is right that MiniStack refuses $what', async ({ what, refusal }) => {
    expect(await refusalOf(what, endpoint())).toContain(refusal);
  });

  it('names every operation of the code that MiniStack does not know', async () => {
    const operations = operationsNamed(process.cwd());
    const listed = lacksOfMiniStack().map(({ what }) => what).filter((what) => operations.includes(what));
    const refused: string[] = [];
    for (const operation of operations) {
      if (unknown.test((await refusalOfBareCall(operation, endpoint())) ?? '')) refused.push(operation);
    }
    process.stdout.write(`operations: ${operations.length - refused.length} of ${operations.length} known to MiniStack\n`);
    expect(operations.length).toBeGreaterThan(0);
    expect(refused).toEqual(listed.sort());
  });
});
