import type {
  DescribeInstanceInformationResult, DescribeInstancePatchStatesResult, ListCommandInvocationsResult,
} from '@aws-sdk/client-ssm';

import { remoteFailureOf } from '#shared/aws/remote-failure.ts';
import type { Agent, Evidence, Invocation, PatchState } from '../core/evidence.ts';
import { needsPatchState, needsProofOfLife } from '../core/proof-of-life.ts';
import { agentOf, invocationOf, patchStateOf } from './evidence-mapping.ts';
import type { EvidenceQuery, SpokeEvidence } from './spoke-evidence.ts';

interface Answers {
  ListCommandInvocations: ListCommandInvocationsResult;
  DescribeInstancePatchStates: DescribeInstancePatchStatesResult;
  DescribeInstanceInformation: DescribeInstanceInformationResult;
}

interface Place {
  accountId: string;
  region: string;
}

/** One call to SSM in a spoke; rejects with an error whose `name` is AWS's code. */
export type EvidenceCall = (place: Place, operation: keyof Answers, input: object) => Promise<object>;

/** Page size of all three (botocore: 50 at most for the first and the last). */
const PAGE = 50;

/** The reading itself, the same over the wire and in memory. */
export function evidenceReader(call: EvidenceCall): SpokeEvidence {
  return {
    async read(query) {
      try {
        return { ok: true, value: await readAll(call, query) };
      } catch (error) {
        return { ok: false, failure: remoteFailureOf(error) };
      }
    },
  };
}

async function readAll(call: EvidenceCall, query: EvidenceQuery): Promise<Evidence> {
  // Side by side: a look stands between the last instance of a wave and the first of the next.
  const [invocations, allPatchStates] = await Promise.all([readInvocations(call, query), readPatchStates(call, query)]);
  const ended = new Set(invocations.filter(needsPatchState).map(({ instanceId }) => instanceId));
  const silent = invocations.filter((one) => needsProofOfLife(one, query.isOverdue)).map(({ instanceId }) => instanceId);
  const patchStates = allPatchStates.filter(({ instanceId }) => ended.has(instanceId));
  return { invocations, patchStates, agents: await readAgents(call, query, silent) };
}

async function readInvocations(call: EvidenceCall, query: EvidenceQuery): Promise<Invocation[]> {
  const pages = await allPages(call, { query, operation: 'ListCommandInvocations' }, { CommandId: query.commandId, Details: true });
  return pages.flatMap(({ CommandInvocations = [] }) => CommandInvocations.map(invocationOf));
}

async function readPatchStates(call: EvidenceCall, query: EvidenceQuery): Promise<PatchState[]> {
  const pages = await allPages(call, { query, operation: 'DescribeInstancePatchStates' }, { InstanceIds: query.instanceIds });
  return pages.flatMap(({ InstancePatchStates = [] }) => InstancePatchStates.map(patchStateOf));
}

async function readAgents(call: EvidenceCall, query: EvidenceQuery, ids: readonly string[]): Promise<Agent[]> {
  if (ids.length === 0) return [];
  const input = { Filters: [{ Key: 'InstanceIds', Values: ids }] };
  const pages = await allPages(call, { query, operation: 'DescribeInstanceInformation' }, input);
  return pages.flatMap(({ InstanceInformationList = [] }) => InstanceInformationList.map(agentOf));
}

interface Request<Operation extends keyof Answers> {
  query: EvidenceQuery;
  operation: Operation;
}

/** A read that stopped at the first page would call the rest missing. */
async function allPages<Operation extends keyof Answers>(
  call: EvidenceCall,
  { query, operation }: Request<Operation>,
  input: object,
): Promise<Answers[Operation][]> {
  const { accountId, region } = query;
  const pages: Answers[Operation][] = [];
  let token: string | undefined;
  do {
    const page = { MaxResults: PAGE, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = (await call({ accountId, region }, operation, { ...input, ...page })) as Answers[Operation];
    pages.push(answer);
    token = answer.NextToken === '' ? undefined : answer.NextToken;
  } while (token !== undefined);
  return pages;
}
