import {
  CancelCommandCommand, DescribeInstanceInformationCommand, ListCommandsCommand, SendCommandCommand, SSMClient,
  type SSMClientConfig,
} from '@aws-sdk/client-ssm';

import { spokeClients } from '#shared/aws/spoke-clients.ts';
import type { SpokeSessions } from '#shared/aws/spoke-sessions.ts';
import type { RemoteResult } from '#shared/domain/remote-failure.ts';
import type { PatchOptions } from '#shared/events/scalars.ts';

import { spokeCommandsOver, type SsmCall } from './spoke-commands-over-calls.ts';

export interface SendRequest {
  /** What the command is found by when its answer is lost: stands in `Comment`, 100 characters at most. */
  token: string;
  /** 50 at most. */
  instanceIds: readonly string[];
  /** Also AWS's `SnapshotId`: every instance of a run gets the same set of patches. */
  runId: string;
  options: PatchOptions;
}

/** A command as SSM knows it; times in epoch ms. */
export interface SentAtSpoke {
  commandId: string;
  sentAt: number;
  expiresAt: number;
}

/** One of the commands that a region lists. */
export interface ListedCommand extends SentAtSpoke {
  /** Empty when its sender gave none. */
  token: string;
  instanceIds: readonly string[];
}

/** Commands in one account and region, by a role that was assumed. */
export interface SpokeSession {
  /** Tried once: SendCommand has no client token, so `unavailable` means that it may have been carried out. */
  send(request: SendRequest): Promise<RemoteResult<SentAtSpoke>>;
  /** The command with this token among those sent since then, or undefined when the region has none. */
  find(token: string, sinceMs: number): Promise<RemoteResult<SentAtSpoke | undefined>>;
  /** All patch commands, whoever sent them, since then. */
  list(sinceMs: number): Promise<RemoteResult<readonly ListedCommand[]>>;
  /** Those of the instances (50 at most) that SSM knows. */
  known(instanceIds: readonly string[]): Promise<RemoteResult<readonly string[]>>;
  /** Cancels what has not started on these instances. */
  cancel(commandId: string, instanceIds: readonly string[]): Promise<RemoteResult<undefined>>;
}

export interface SpokeCommands {
  /** Assumes the spoke's role. A failure is definite, whatever its kind: nothing was sent. */
  connect(accountId: string, region: string): Promise<RemoteResult<SpokeSession>>;
}

/** Well under a function's timeout: what is slower is in doubt, and found again by its token. */
const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTION_TIMEOUT_MS = 3_000;

export function createSpokeCommands(sessions: SpokeSessions, overrides: SSMClientConfig = {}): SpokeCommands {
  const clientOf = spokeClients(
    sessions,
    (configuration) =>
      new SSMClient({
        ...configuration,
        // The SDK's own second try could send a command twice.
        maxAttempts: 1,
        requestHandler: {
          requestTimeout: REQUEST_TIMEOUT_MS,
          connectionTimeout: CONNECTION_TIMEOUT_MS,
          throwOnRequestTimeout: true,
        },
        ...overrides,
      }),
  );
  return spokeCommandsOver({
    async connect(accountId, region) {
      return callsOf(await clientOf(accountId, region));
    },
    forget: (accountId) => sessions.forget(accountId),
  });
}

function callsOf(client: SSMClient): SsmCall {
  return {
    SendCommand: (input) => client.send(new SendCommandCommand(input)),
    ListCommands: (input) => client.send(new ListCommandsCommand(input)),
    DescribeInstanceInformation: (input) => client.send(new DescribeInstanceInformationCommand(input)),
    CancelCommand: (input) => client.send(new CancelCommandCommand(input)),
  };
}
