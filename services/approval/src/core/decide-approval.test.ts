import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { aPendingApproval, aPlan, aRequest, aVote, HOUR_MS, person } from '../testing/approval-builders.fixture.ts';
import { approvalRequestsOf } from './approval-requests.ts';
import { approvalDueAt, type ApprovalState, type Vote, type VoteRefusal } from './approval-state.ts';
import { decideApproval } from './decide-approval.ts';

const EXPIRY = aRequest().expiresAt;
const asked = (changes = {}) => ({ type: 'requested' as const, request: aRequest(changes) });
const voted = (changes: Partial<Vote> = {}) => ({ type: 'voted' as const, vote: aVote(changes) });
const benCounted = { voter: person('ben'), voteId: 'vote-ben' };
const approved: ApprovalState = { status: 'Approved', request: aRequest(), approvals: [benCounted] };
const rejected: ApprovalState = { status: 'Rejected', request: aRequest(), rejection: benCounted, reason: 'No.' };
const expired: ApprovalState = { status: 'Expired', request: aRequest() };
const withdrawn: ApprovalState = { status: 'Withdrawn', request: aRequest() };

describe('a request for approval', () => {
  it('is opened by the plan, and waits until it expires', () => {
    const decision = decideApproval(undefined, [asked()], NIGHT);
    expect(decision).toEqual({ state: aPendingApproval(), events: [{ type: 'ApprovalRequested' }], effects: [] });
    expect(approvalDueAt(decision!.state)).toBe(EXPIRY);
  });

  it('that is asked after its own end has expired', () => {
    expect(decideApproval(undefined, [asked()], EXPIRY)).toEqual({ state: expired, events: [{ type: 'ApprovalExpired' }], effects: [] });
  });

  it('is said again while it waits: nobody may have been told', () => {
    const state = aPendingApproval();
    expect(decideApproval(state, [asked()], NIGHT)).toEqual({ state, events: [{ type: 'ApprovalRequested' }], effects: [] });
    expect(approvalDueAt(state)).toBe(state.request.expiresAt);
  });

  it('is said again with the votes that count so far', () => {
    const state = aPendingApproval({ quorum: 3 }, ['ben', 'eva']);
    expect(decideApproval(state, [asked({ quorum: 3 })], NIGHT)?.events).toEqual([
      { type: 'ApprovalRequested' }, { type: 'VoteCounted', voter: person('ben'), votes: 1 }, { type: 'VoteCounted', voter: person('eva'), votes: 2 },
    ]);
  });

  it('is not said again once it was withdrawn', () => {
    expect(decideApproval(withdrawn, [asked()], NIGHT)).toBeUndefined();
  });

  it.each([
    ['WaveApproved', approved],
    ['WaveRejected', rejected],
    ['ApprovalExpired', expired],
  ] as const)('says %s again when it is asked again', (type, state) => {
    expect(decideApproval(state, [asked()], NIGHT)).toEqual({ state, events: [{ type }], effects: [] });
    expect(approvalDueAt(state)).toBeUndefined();
  });

  it('whose approval ran out is asked anew when the plan comes with a later end', () => {
    const later = aRequest().validUntil;
    const renewed = { expiresAt: later + HOUR_MS, validUntil: later + 2 * HOUR_MS };
    expect(decideApproval(approved, [asked(renewed)], later)).toEqual({
      state: aPendingApproval(renewed), events: [{ type: 'ApprovalRequested' }], effects: [],
    });
    expect(decideApproval(approved, [asked()], later)?.events).toEqual([{ type: 'WaveApproved' }]);
  });

  it('that nobody answered is opened anew when its approval would lapse at once', () => {
    const over = aPendingApproval({ expiresAt: NIGHT + 3 * HOUR_MS, validUntil: NIGHT + HOUR_MS });
    const renewed = { expiresAt: NIGHT + 4 * HOUR_MS, validUntil: NIGHT + 5 * HOUR_MS };
    expect(decideApproval(over, [asked(renewed)], NIGHT + HOUR_MS)).toEqual({
      state: aPendingApproval(renewed), events: [{ type: 'ApprovalRequested' }], effects: [],
    });
  });

  it('expires by the clock, not by the alarm', () => {
    expect(decideApproval(aPendingApproval(), [{ type: 'due' }], EXPIRY - 1)).toBeUndefined();
    expect(decideApproval(aPendingApproval(), [{ type: 'due' }], EXPIRY)).toEqual({
      state: expired, events: [{ type: 'ApprovalExpired' }], effects: [],
    });
    expect(decideApproval(expired, [{ type: 'due' }], EXPIRY)).toBeUndefined();
  });

  it('ends quietly with its run; a decision stays', () => {
    expect(decideApproval(aPendingApproval(), [{ type: 'ended' }], NIGHT)).toEqual({ state: withdrawn, events: [], effects: [] });
    expect(decideApproval(approved, [{ type: 'ended' }], NIGHT)).toBeUndefined();
  });

  it('is opened by nothing else', () => {
    expect(decideApproval(undefined, [voted(), { type: 'due' }, { type: 'ended' }], NIGHT)).toBeUndefined();
  });
});

describe('a vote', () => {
  it('approves', () => {
    expect(decideApproval(aPendingApproval(), [voted()], NIGHT)).toEqual({ state: approved, events: [{ type: 'WaveApproved' }], effects: [] });
  });

  it('counts in the batch that opens the request', () => {
    expect(decideApproval(undefined, [asked(), voted()], NIGHT)?.events).toEqual([{ type: 'ApprovalRequested' }, { type: 'WaveApproved' }]);
  });

  it('waits for others where more are needed', () => {
    const first = decideApproval(aPendingApproval({ quorum: 2 }), [voted()], NIGHT);
    expect(first).toEqual({
      state: aPendingApproval({ quorum: 2 }, ['ben']), events: [{ type: 'VoteCounted', voter: person('ben'), votes: 1 }], effects: [],
    });
    const second = decideApproval(first!.state, [voted({ voter: person('eva'), voteId: 'vote-eva' })], NIGHT);
    expect(second?.events).toEqual([{ type: 'WaveApproved' }]);
  });

  it('rejects alone, with its reason', () => {
    expect(decideApproval(aPendingApproval({ quorum: 2 }), [voted({ decision: 'reject', reason: 'No.' })], NIGHT)).toEqual({
      state: { ...rejected, request: aRequest({ quorum: 2 }) }, events: [{ type: 'WaveRejected' }], effects: [],
    });
    expect(decideApproval(aPendingApproval(), [voted({ decision: 'reject' })], NIGHT)?.state).toEqual({ ...rejected, reason: '' });
  });

  it('rejects after its own approval', () => {
    const changed = voted({ decision: 'reject', voteId: 'vote-ben-2' });
    expect(decideApproval(aPendingApproval({ quorum: 2 }, ['ben']), [changed], NIGHT)?.events).toEqual([{ type: 'WaveRejected' }]);
  });

  it.each([
    ['pending', aPendingApproval({ quorum: 2 }, ['ben'])],
    ['approved', approved],
    ['rejected', rejected],
  ] as const)('delivered twice changes nothing and is not refused, when %s', (_status, state) => {
    expect(decideApproval(state, [voted()], NIGHT)).toBeUndefined();
  });

  it('of one of the approvers counts', () => {
    expect(decideApproval(aPendingApproval({ approvers: [person('ben').id] }), [voted()], NIGHT)?.events).toEqual([{ type: 'WaveApproved' }]);
  });

  const another = { voteId: 'vote-2' };
  const refusals: [VoteRefusal, string, { state: ApprovalState; changes: Partial<Vote> }][] = [
    ['Late', 'that was too long on its way', { state: aPendingApproval(), changes: { notAfter: NIGHT - 1 } }],
    ['AlreadyApproved', 'for an approved wave', { state: approved, changes: another }],
    ['AlreadyRejected', 'for a rejected wave', { state: rejected, changes: another }],
    ['AlreadyExpired', 'for an expired request', { state: expired, changes: another }],
    ['Withdrawn', 'for a run that has ended', { state: withdrawn, changes: another }],
    ['OtherPlan', 'for another hash', { state: aPendingApproval(), changes: { waveHash: 'f'.repeat(64) } }],
    ['OwnRun', 'of the requester', { state: aPendingApproval(), changes: { voter: person('ana') } }],
    ['OwnRun', 'of the requester, though an approver', { state: aPendingApproval({ approvers: [person('ana').id] }), changes: { voter: person('ana') } }],
    ['NotEntitled', 'of a stranger', { state: aPendingApproval({ approvers: [person('eva').id] }), changes: {} }],
    ['AlreadyCounted', 'of the same person', { state: aPendingApproval({ quorum: 2 }, ['ben']), changes: another }],
  ];

  it.each(refusals)('is refused as %s: %s', (refusal, _case, { state, changes }) => {
    const { vote } = voted(changes);
    expect(decideApproval(state, [{ type: 'voted', vote }], NIGHT)).toEqual({
      state, events: [{ type: 'VoteRefused', voter: vote.voter, refusal }], effects: [],
    });
  });

  it('after the expiry ends the request before the alarm does', () => {
    expect(decideApproval(aPendingApproval(), [voted()], EXPIRY)).toEqual({
      state: expired,
      events: [{ type: 'ApprovalExpired' }, { type: 'VoteRefused', voter: person('ben'), refusal: 'AlreadyExpired' }],
      effects: [],
    });
  });
});

describe('the requests of a plan', () => {
  it('are one for each wave that has instances', () => {
    expect(approvalRequestsOf(aPlan())).toEqual([aRequest()]);
  });

  it('are none where the policy asks for none', () => {
    expect(approvalRequestsOf(aPlan({ required: false }))).toEqual([]);
  });
});
