import { sha256Of } from '#shared/domain/hash.ts';
import { readRunDefinition, type RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { describeProblem, showFound, type Problem } from '#shared/domain/problem.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import type { DataOf } from '#shared/events/contract.ts';
import type { runRequested } from '#shared/events/run-requested.ts';

export type RunRequest = DataOf<typeof runRequested>;

export type ReadRequest = { ok: true; definition: RunDefinition } | { ok: false; policyName: string; reasons: readonly string[] };

/** What is to be run, checked. `referenced` is the object that `definitionKey` names, undefined where there is none. */
export function readRequest(request: RunRequest, referenced: unknown, now: number): ReadRequest {
  const problem = wrongNumberOfSources(request) ?? wrongObject(request, referenced);
  if (problem !== undefined) return { ok: false, policyName: nameIn(request.policy, request.runId), reasons: [describeProblem(problem)] };
  const source = sourceOf(request, referenced);
  const result = readRunDefinition(source, request.runId, { now, requester: request.requestedBy.id });
  if (result.ok) return result;
  return { ok: false, policyName: nameIn(source.policy, request.runId), reasons: result.problems.map(describeProblem) };
}

const sources = ['policy', 'runInput', 'definitionKey'] as const;

function wrongNumberOfSources(request: RunRequest): Problem | undefined {
  const given = sources.filter((name) => request[name] !== undefined);
  if (given.length === 1) return undefined;
  return { field: sources.join(', '), found: given.length === 0 ? 'none of them' : given.join(' and '), expected: 'exactly one' };
}

/** The object may not be another one than the requester meant. */
function wrongObject({ definitionKey, definitionSha256 }: RunRequest, referenced: unknown): Problem | undefined {
  if (definitionKey === undefined) return undefined;
  if (referenced === undefined) {
    return { field: 'definitionKey', found: `no object ${definitionKey} in the run bucket`, expected: 'it to be written before the request' };
  }
  const found = sha256Of(referenced);
  if (found === definitionSha256) return undefined;
  return { field: 'definitionSha256', found: showFound(definitionSha256), expected: `${found}, the SHA-256 of the object's canonical JSON` };
}

function sourceOf({ policy, runInput }: RunRequest, referenced: unknown): RunSource {
  if (policy !== undefined) return { policy };
  if (runInput !== undefined) return { runInput };
  return isPolicy(referenced) ? { policy: referenced } : { runInput: referenced };
}

/** A policy has a name and targets, a run input has neither. */
function isPolicy(document: unknown): boolean {
  return typeof document === 'object' && document !== null && ('name' in document || 'targets' in document);
}

const POLICY_NAME_MAX = 48;

/** The name for the refusal, as far as there is one: it is the requester's text and was not checked. */
function nameIn(policy: unknown, runId: string): string {
  if (typeof policy === 'object' && policy !== null && 'name' in policy && typeof policy.name === 'string') {
    return policy.name.slice(0, POLICY_NAME_MAX);
  }
  return `ad-hoc-${runId}`;
}
