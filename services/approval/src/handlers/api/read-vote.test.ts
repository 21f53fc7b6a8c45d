import { RUN_ID, SHOWN_HASH } from '../../testing/approval-builders.fixture.ts';
import { readVote } from './read-vote.ts';

const body = (changes: Record<string, unknown> = {}) => JSON.stringify({ waveHash: SHOWN_HASH, decision: 'approve', ...changes });
const read = (parts: Partial<Parameters<typeof readVote>[0]> = {}) => readVote({ runId: RUN_ID, wave: 'canary', body: body(), attempt: '', ...parts });
const fieldsOf = (result: ReturnType<typeof readVote>) => (result.ok ? [] : result.problems.map(({ field }) => field));

describe('reading a vote', () => {
  it('takes what a person may say', () => {
    const vote = { runId: RUN_ID, wave: 'canary', waveHash: SHOWN_HASH, decision: 'approve' };
    expect(read()).toEqual({ ok: true, vote });
    expect(read({ body: body({ decision: 'reject', reason: 'Not tonight.' }) })).toEqual({
      ok: true, vote: { ...vote, decision: 'reject', reason: 'Not tonight.' },
    });
  });

  it('names the field, what was found and what was expected', () => {
    expect(read({ body: body({ decision: 'maybe' }) })).toEqual({
      ok: false, problems: [{ field: 'decision', found: '"maybe"', expected: '"approve" or "reject"' }],
    });
  });

  it('names all faults at once', () => {
    expect(fieldsOf(read({ runId: '../x', wave: undefined, body: '{"reason":7}' }))).toEqual(['runId', 'wave', 'waveHash', 'decision', 'reason']);
  });

  it('takes a key of the attempt that is short and plain', () => {
    expect(read({ attempt: '3f6c1c2e-8f0a' })).toEqual({ ok: true, vote: { runId: RUN_ID, wave: 'canary', waveHash: SHOWN_HASH, decision: 'approve' } });
    expect(fieldsOf(read({ attempt: 'x'.repeat(65) }))).toEqual(['Idempotency-Key']);
    expect(fieldsOf(read({ attempt: 'two words' }))).toEqual(['Idempotency-Key']);
  });

  it.each(['', 'null', '[]', '"approve"', '{'])('takes no body that is no object: %s', (text) => {
    expect(fieldsOf(read({ body: text }))).toEqual(['body']);
  });

  it('takes no field that it does not know, least of all a voter', () => {
    expect(read({ body: body({ voter: { kind: 'api', id: 'somebody else' } }) })).toEqual({
      ok: false,
      problems: [{ field: 'voter', found: 'a field that a vote does not have', expected: 'only waveHash, decision, reason' }],
    });
  });
});
