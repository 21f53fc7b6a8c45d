import {
  DescribeInstanceInformationCommand, DescribeInstancePatchStatesCommand, ListCommandInvocationsCommand, SSMClient, type SSMClientConfig,
} from '@aws-sdk/client-ssm';

import { spokeClients } from '#shared/aws/spoke-clients.ts';
import type { SpokeSessions } from '#shared/aws/spoke-sessions.ts';
import type { RemoteResult } from '#shared/domain/remote-failure.ts';
import type { Evidence } from '../core/evidence.ts';
import { evidenceReader, type EvidenceCall } from './evidence-reader.ts';

/** One command whose evidence is wanted. `isOverdue`: what still runs now counts as silent. */
export interface EvidenceQuery {
  accountId: string;
  region: string;
  commandId: string;
  /** At most 50. */
  instanceIds: readonly string[];
  isOverdue: boolean;
}

/** Reads what a spoke says of a command: invocations, patch states and, where nobody reported, agents. */
export interface SpokeEvidence {
  read(query: EvidenceQuery): Promise<RemoteResult<Evidence>>;
}

/** A region that is down must not eat the function's time: the read is tried again by the item's own alarm. */
const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 6_000;
const ATTEMPTS_MAX = 2;

export function createSpokeEvidence(sessions: SpokeSessions, options: SSMClientConfig = {}): SpokeEvidence {
  const clientOf = spokeClients(
    sessions,
    (configuration) =>
      new SSMClient({
        ...configuration,
        maxAttempts: ATTEMPTS_MAX,
        requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
        ...options,
      }),
  );
  const call: EvidenceCall = async (place, operation, input) => send(await clientOf(place.accountId, place.region), operation, input);
  const reader = evidenceReader(call);
  return {
    async read(query) {
      const result = await reader.read(query);
      if (!result.ok && result.failure.kind === 'denied') sessions.forget(query.accountId);
      return result;
    },
  };
}

const commands = {
  ListCommandInvocations: (client: SSMClient, input: never) => client.send(new ListCommandInvocationsCommand(input)),
  DescribeInstancePatchStates: (client: SSMClient, input: never) => client.send(new DescribeInstancePatchStatesCommand(input)),
  DescribeInstanceInformation: (client: SSMClient, input: never) => client.send(new DescribeInstanceInformationCommand(input)),
};

function send(client: SSMClient, operation: keyof typeof commands, input: object): Promise<object> {
  return commands[operation](client, input as never);
}
