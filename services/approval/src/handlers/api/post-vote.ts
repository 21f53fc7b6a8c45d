import { fact } from '#shared/choreography/event-bus.ts';
import { describeProblem } from '#shared/domain/problem.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { identity, type Identity } from '#shared/events/scalars.ts';
import { voteCast } from '#shared/events/vote-cast.ts';
import { jsonAnswer, type HttpAnswer, type HttpRequest } from '#shared/choreography/http-answer.ts';
import type { RunningCall } from '#shared/choreography/once.ts';

import { approvalKeyOf } from '../../core/approval-key.ts';
import { BODY_CHARACTERS_MAX, readVote, type VoteBody } from './read-vote.ts';
import type { ApprovalApiEffects } from './api-effects.ts';
import { noSuchRequest } from './no-such-request.ts';

/** A vote that waits in a queue longer than this is refused; the request's own expiry is judged there too. */
const VOTE_LIVES_MS = 24 * 60 * 60_000;

/** Takes a vote and says so: whether it counts is decided behind the queue, and told as an event. */
export async function postVote(
  effects: ApprovalApiEffects,
  request: HttpRequest,
  call: RunningCall,
): Promise<HttpAnswer> {
  const voter = voterOf(request);
  if (voter === undefined) return jsonAnswer(403, { error: 'The request names nobody. Sign it with your own IAM identity.' });
  const body = bodyOf(request);
  if (body.length > BODY_CHARACTERS_MAX) return tooLarge(body.length);
  const { runId, wave } = request.pathParameters ?? {};
  const attempt = attemptOf(request);
  const read = readVote({ runId, wave, body, attempt });
  if (!read.ok) return jsonAnswer(400, { error: read.problems.map(describeProblem).join(' '), problems: read.problems });
  const asked = await effects.approvals.load(approvalKeyOf(read.vote));
  if (asked === undefined) return noSuchRequest();
  return castVote(effects, { ...read.vote, voter, attempt, askedUntil: asked.state.request.expiresAt }, call);
}

interface SignedVote extends VoteBody {
  voter: Identity;
  /** Tells the rounds of one request apart: an approval that ran out may be given again. */
  askedUntil: number;
  /** Tells a new attempt of the same person from a repeat of the same request; '' where the caller does not say. */
  attempt: string;
}

async function castVote(
  effects: ApprovalApiEffects,
  { askedUntil, attempt, ...vote }: SignedVote,
  call: RunningCall,
): Promise<HttpAnswer> {
  const { runId, wave, waveHash, decision, voter } = vote;
  const business = { runId, wave, waveHash, decision, voter: voter.id, askedUntil: String(askedUntil), attempt };
  // The same vote has the same id, so that a repeat past the record of `once` is still the same vote to the service.
  const id = `VOTE#${sha256Of(business)}`;
  const outcome = await effects.once(business, call, async () => {
    const now = effects.clock.now();
    const event = { id, runId, occurredAt: now, ...fact(voteCast, { ...vote, notAfter: now + VOTE_LIVES_MS }) };
    const confirmed = await effects.bus.publish([event]);
    if (!confirmed.has(id)) throw new Error(`${id}: the bus did not confirm VoteCast.`);
    return { voteId: id, runId, wave, decision };
  });
  return outcome.status === 'done'
    ? jsonAnswer(202, outcome.result)
    : jsonAnswer(409, { error: 'The same vote is being taken at this moment. Look at GET /approvals in a few seconds.' });
}

/** The identity that signed; API Gateway checked the signature, nothing in the body can claim another. */
function voterOf({ requestContext }: HttpRequest): Identity | undefined {
  // Absent on a route without IAM authorizer, whatever the types say.
  const { authorizer } = requestContext as Partial<HttpRequest['requestContext']>;
  const voter = identity.safeParse({ kind: 'api', id: authorizer?.iam.userArn });
  return voter.success ? voter.data : undefined;
}

/** A client that repeats a request whose answer was lost sends the same key; a person who votes again, another. */
function attemptOf(request: HttpRequest): string {
  return (request as Partial<HttpRequest>).headers?.['idempotency-key'] ?? '';
}

function bodyOf({ body = '', isBase64Encoded }: HttpRequest): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
}

function tooLarge(characters: number): HttpAnswer {
  const problem = {
    field: 'body', found: `${String(characters)} characters`, expected: `at most ${String(BODY_CHARACTERS_MAX)}`,
  };
  return jsonAnswer(413, { error: describeProblem(problem), problems: [problem] });
}
