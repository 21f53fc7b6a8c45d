import type * as z from 'zod/mini';

import { showFound, type Problem } from '#shared/domain/problem.ts';
import { runId, sha256, shortText, waveName } from '#shared/events/scalars.ts';

/** What a person may say in the body of a vote, checked. */
export interface VoteBody {
  runId: string;
  wave: string;
  waveHash: string;
  decision: 'approve' | 'reject';
  reason?: string;
}

export type ReadVote = { ok: true; vote: VoteBody } | { ok: false; problems: readonly Problem[] };

export interface VoteParts {
  runId: unknown;
  wave: unknown;
  body: string;
  /** The header Idempotency-Key; '' without. */
  attempt: string;
}

/** A vote is a few hundred bytes; whatever is larger is none. */
export const BODY_CHARACTERS_MAX = 4_096;

const ATTEMPT = /^[A-Za-z0-9-]{0,64}$/;

const BODY_FIELDS = ['waveHash', 'decision', 'reason'];

export function readVote({ runId: run, wave, body, attempt }: VoteParts): ReadVote {
  const parsed = parseBody(body);
  if ('fault' in parsed) {
    return { ok: false, problems: [{ field: 'body', found: parsed.fault, expected: `a JSON object with ${BODY_FIELDS.join(', ')}` }] };
  }
  const { content } = parsed;
  const { waveHash, decision, reason } = content;
  const problems = [
    ...check({ field: 'runId', value: run, expected: 'the id of a run (a UUID in lower case)' }, runId),
    ...check({ field: 'wave', value: wave, expected: 'the name of a wave (letters, digits and "-", at most 32)' }, waveName),
    ...check({ field: 'waveHash', value: waveHash, expected: 'the hash that you were shown (64 characters 0-9, a-f)' }, sha256),
    ...checkDecision(decision),
    ...(reason === undefined ? [] : check({ field: 'reason', value: reason, expected: 'text of at most 300 characters' }, shortText)),
    ...unknownFields(content),
    ...(ATTEMPT.test(attempt) ? [] : [{ field: 'Idempotency-Key', found: showFound(attempt), expected: 'at most 64 letters, digits and "-", or no such header' }]),
  ];
  // Checked above, field by field, so that a person hears of all faults at once.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, vote: { runId: run, wave, ...content } as unknown as VoteBody };
}

interface Field {
  field: string;
  value: unknown;
  expected: string;
}

function check({ field, value, expected }: Field, schema: z.ZodMiniType): Problem[] {
  return schema.safeParse(value).success ? [] : [{ field, found: showFound(value), expected }];
}

function checkDecision(decision: unknown): Problem[] {
  if (decision === 'approve' || decision === 'reject') return [];
  return [{ field: 'decision', found: showFound(decision), expected: '"approve" or "reject"' }];
}

function unknownFields(content: Record<string, unknown>): Problem[] {
  return Object.keys(content)
    .filter((key) => !BODY_FIELDS.includes(key))
    .map((key) => ({ field: key.slice(0, 60), found: 'a field that a vote does not have', expected: `only ${BODY_FIELDS.join(', ')}` }));
}

type Parsed = { content: Record<string, unknown> } | { fault: string };

function parseBody(body: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return { fault: `text that is no JSON (${String(error)})` };
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? { content: value as Record<string, unknown> } : { fault: showFound(value) };
}
