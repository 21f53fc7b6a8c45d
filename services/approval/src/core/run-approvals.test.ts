import { noteRequests, noteRunEnd } from './run-approvals.ts';

describe("a run's requests", () => {
  it('are noted once', () => {
    const first = noteRequests(undefined, ['a', 'b'])!.state;
    expect(first).toEqual({ waves: ['a', 'b'], ended: false });
    expect(noteRequests(first, ['b'])).toBeUndefined();
    expect(noteRequests(first, ['b', 'c'])?.state).toEqual({ waves: ['a', 'b', 'c'], ended: false });
  });

  it('end with it, even when the end is heard of first', () => {
    const ended = noteRunEnd(undefined)!.state;
    expect(ended).toEqual({ waves: [], ended: true });
    expect(noteRequests(ended, ['a'])?.state).toEqual({ waves: ['a'], ended: true });
    expect(noteRunEnd({ waves: ['a'], ended: false })?.state).toEqual({ waves: ['a'], ended: true });
    expect(noteRunEnd(ended)).toBeUndefined();
  });
});
