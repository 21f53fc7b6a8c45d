import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { deviations, isMeant } from './deviations.ts';
import { judge, told, type Judgement } from './judgement.ts';
import { operationsNamed } from './operations-named.ts';
import { operationsServed } from './operations-served.ts';
import { recordExchanges } from './record-exchanges.ts';
import { exchangesIn, spoiledFrom, spoilings } from './spoiled.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchwave-api-models-'));
const recorded = join(folder, 'recorded');
const tell = (line: string): void => void process.stderr.write(`API models: ${line}\n`);
let judgement: Judgement;
beforeAll(async () => {
  await recordExchanges(recorded, tell);
  judgement = await judge(recorded);
  const { botocore, requests, replies, errors, limits } = judgement;
  tell(`botocore ${botocore}: ${String(requests)} requests, ${String(replies)} replies and ${String(errors)} error replies checked; values held against ${String(limits.max)} maxima, ${String(limits.pattern)} patterns, ${String(limits.enum)} enumerations`);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what went over the wire', () => {
  it.each([
    ['that the code names', () => operationsNamed('.'), 25],
    ['that the local cloud serves by itself', operationsServed, 60],
  ])('has every operation %s', (words, operations, least) => {
    const all = operations();
    const missing = all.filter((operation) => !judgement.operations.includes(operation));
    tell(`${String(all.length - missing.length)} of ${String(all.length)} operations checked ${words}`);
    expect({ missing, enough: all.length >= least }).toEqual({ missing: [], enough: true });
  });

  it.each(['request', 'reply'] as const)("has no %s that AWS's models do not know", (side) => {
    const faults = judgement.findings.filter((finding) => finding.side === side && !deviations.some((deviation) => isMeant(finding, deviation)));
    expect({ faults: faults.map(told), some: (side === 'request' ? judgement.requests : judgement.replies) > 0 }).toEqual({ faults: [], some: true });
  });

  it('is held against limits that can all be read', () => {
    const { unreadablePatterns, ...compared } = judgement.limits;
    expect({ unreadablePatterns, none: Object.values(compared).filter((count) => count === 0) }).toEqual({ unreadablePatterns: [], none: [] });
  });
});

it('deviates wherever it is said to', () => {
  const unused = deviations.filter((deviation) => !judgement.findings.some((finding) => isMeant(finding, deviation)));
  tell(`${String(deviations.length - unused.length)} of ${String(deviations.length)} deviations seen`);
  expect(unused).toEqual([]);
});

it.each(spoilings)('the judge says of a spoiled $operation: $says', async (spoiling) => {
  const spoiled = mkdtempSync(join(folder, 'spoiled-'));
  writeFileSync(join(spoiled, 'one.jsonl'), `${JSON.stringify(spoiledFrom(exchangesIn(recorded), spoiling))}\n`);

  const { findings } = await judge(spoiled);

  const said = findings.map(({ side, member, fault }) => `${side} ${member}: ${fault}`);
  expect(said).toContainEqual(expect.stringMatching(beginning(spoiling.says)));
});

function beginning(words: string): RegExp {
  return new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
