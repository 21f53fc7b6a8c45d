import { sha256Of } from '#shared/domain/hash.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import { ANA, RUN_ID } from '../../testing/runs.fixture.ts';
import { aPolicy, aRunInput } from '../../testing/requests.fixture.ts';
import { readRequest, type RunRequest } from './read-request.ts';

const AD_HOC = `ad-hoc-${RUN_ID}`;

function aRequest(over: Partial<RunRequest>): RunRequest {
  return { runId: RUN_ID, requestedBy: ANA, notAfter: NIGHT, ...over };
}

function byKey(object: unknown): RunRequest {
  return aRequest({ definitionKey: 'runs/request.json', definitionSha256: sha256Of(object) });
}

describe('a request', () => {
  it.each([
    { what: 'a policy', request: aRequest({ policy: aPolicy() }), referenced: undefined, policyName: 'web' },
    { what: 'waves inline', request: aRequest({ runInput: aRunInput() }), referenced: undefined, policyName: AD_HOC },
    { what: 'a policy by its key', request: byKey(aPolicy()), referenced: aPolicy(), policyName: 'web' },
    { what: 'waves by their key', request: byKey(aRunInput()), referenced: aRunInput(), policyName: AD_HOC },
  ])('names $what', ({ request, referenced, policyName }) => {
    expect(readRequest(request, referenced, NIGHT)).toMatchObject({ ok: true, definition: { policyName } });
  });

  it.each([
    {
      what: 'nothing', request: aRequest({}), referenced: undefined,
      reason: 'policy, runInput, definitionKey: found none of them, expected exactly one.',
    },
    {
      what: 'two things', request: aRequest({ policy: aPolicy(), runInput: aRunInput() }), referenced: undefined,
      reason: 'policy, runInput, definitionKey: found policy and runInput, expected exactly one.',
    },
    {
      what: 'an object that is not there', request: byKey(aPolicy()), referenced: undefined,
      reason: 'definitionKey: found no object runs/request.json in the run bucket, expected it to be written before the request.',
    },
    {
      what: 'another object than was meant', request: { ...byKey(aPolicy()), definitionSha256: 'f'.repeat(64) }, referenced: aPolicy(),
      reason: `definitionSha256: found "${'f'.repeat(59)}..., expected ${sha256Of(aPolicy())}, the SHA-256 of the object's canonical JSON.`,
    },
  ])('is refused that names $what', ({ request, referenced, reason }) => {
    expect(readRequest(request, referenced, NIGHT)).toMatchObject({ ok: false, reasons: [reason] });
  });

  it.each([
    ['its own', aRequest({ policy: { ...aPolicy(), waves: [] } }), 'web'],
    ['one that is too long, cut', aRequest({ policy: { name: 'x'.repeat(60) } }), 'x'.repeat(48)],
    ['one that is no text, replaced', aRequest({ policy: { name: 7 } }), AD_HOC],
    ['none', aRequest({ runInput: {} }), AD_HOC],
  ])('is refused under the name it has: %s', (_, request, policyName) => {
    expect(readRequest(request, undefined, NIGHT)).toMatchObject({ ok: false, policyName });
  });

  it('is refused whose object is no object', () => {
    expect(readRequest(byKey('text'), 'text', NIGHT)).toMatchObject({ ok: false, policyName: AD_HOC });
  });

  it.each([
    [
      'whose requester is the only approver', { approval: { required: true, approvers: [ANA.id] } },
      ['approval.quorum', 'approval.approvers'],
    ],
    [
      'whose freeze covers all of its time', { freezes: [{ from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z', reason: 'quarter end' }] },
      ['freezes[0]', 'runTimeoutMinutes'],
    ],
  ])('is refused %s, naming both fields', (_, over, fields) => {
    const read = readRequest(aRequest({ policy: aPolicy(over) }), undefined, NIGHT);

    expect(read).toMatchObject({ ok: false });
    for (const field of fields) expect(JSON.stringify(read)).toContain(field);
  });
});
