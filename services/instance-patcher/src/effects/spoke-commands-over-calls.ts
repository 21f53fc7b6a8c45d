import type {
  CancelCommandCommandInput, Command, DescribeInstanceInformationCommandInput, DescribeInstanceInformationResult,
  ListCommandsCommandInput, ListCommandsResult, SendCommandCommandInput, SendCommandResult,
} from '@aws-sdk/client-ssm';

import type { RemoteResult } from '#shared/domain/remote-failure.ts';

import { sendCommandInput, PATCH_DOCUMENT } from './send-command-input.ts';
import type { ListedCommand, SentAtSpoke, SpokeCommands, SpokeSession } from './spoke-commands.ts';
import { spokeFailureOf } from './spoke-failure.ts';

/** The four calls of SSM in one account and region, whatever carries them. Each throws as the SDK does. */
export interface SsmCall {
  SendCommand(input: SendCommandCommandInput): Promise<SendCommandResult>;
  ListCommands(input: ListCommandsCommandInput): Promise<ListCommandsResult>;
  DescribeInstanceInformation(input: DescribeInstanceInformationCommandInput): Promise<DescribeInstanceInformationResult>;
  CancelCommand(input: CancelCommandCommandInput): Promise<unknown>;
}

export interface SpokeCalls {
  /** Throws as AssumeRole does. */
  connect(accountId: string, region: string): Promise<SsmCall>;
  /** Drops the session of an account that refused it. */
  forget(accountId: string): void;
}

/** Pages of 50 are the largest of ListCommands and DescribeInstanceInformation (botocore). */
const PAGE = 50;

/** The clocks of hub and region may differ by so much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** The mapping between our words and SSM's; real adapter and twin share it. */
export function spokeCommandsOver(calls: SpokeCalls): SpokeCommands {
  return {
    async connect(accountId, region) {
      const connected = await attempt(() => calls.connect(accountId, region));
      if (!connected.ok) return connected;
      return { ok: true, value: sessionOver(connected.value, () => calls.forget(accountId)) };
    },
  };
}

function sessionOver(ssm: SsmCall, forget: () => void): SpokeSession {
  async function guarded<Value>(call: () => Promise<Value>): Promise<RemoteResult<Value>> {
    const result = await attempt(call);
    if (!result.ok && result.failure.kind === 'denied') forget();
    return result;
  }
  return {
    send: (request) =>
      guarded(async () => {
        const { Command: command } = await ssm.SendCommand(sendCommandInput(request));
        return sentAtSpoke(command ?? {});
      }),
    find: (token, sinceMs) => guarded(() => findCommand(ssm, token, sinceMs)),
    list: (sinceMs) => guarded(() => listCommands(ssm, sinceMs)),
    known: (instanceIds) => guarded(() => knownInstances(ssm, instanceIds)),
    cancel: (commandId, instanceIds) =>
      guarded(async () => {
        await ssm.CancelCommand({ CommandId: commandId, InstanceIds: [...instanceIds] });
        return undefined;
      }),
  };
}

async function attempt<Value>(call: () => Promise<Value>): Promise<RemoteResult<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, failure: spokeFailureOf(error) };
  }
}

/** An answer without these was not SSM's; whether the command was taken is then as unknown as after a broken socket. */
function sentAtSpoke({ CommandId, RequestedDateTime, ExpiresAfter }: Command): SentAtSpoke {
  if (CommandId === undefined || RequestedDateTime === undefined || ExpiresAfter === undefined) {
    throw new Error('SSM answered with a command that lacks CommandId, RequestedDateTime or ExpiresAfter.');
  }
  return { commandId: CommandId, sentAt: RequestedDateTime.getTime(), expiresAt: ExpiresAfter.getTime() };
}

async function findCommand(ssm: SsmCall, token: string, sinceMs: number): Promise<SentAtSpoke | undefined> {
  for await (const command of commandsSince(ssm, sinceMs)) if (command.Comment === token) return sentAtSpoke(command);
  return undefined;
}

async function listCommands(ssm: SsmCall, sinceMs: number): Promise<ListedCommand[]> {
  const listed: ListedCommand[] = [];
  for await (const command of commandsSince(ssm, sinceMs)) {
    listed.push({ ...sentAtSpoke(command), token: command.Comment ?? '', instanceIds: command.InstanceIds ?? [] });
  }
  return listed;
}

/** Page by page, no further than they are taken. */
async function* commandsSince(ssm: SsmCall, sinceMs: number): AsyncGenerator<Command> {
  let nextToken: string | undefined;
  do {
    const page = await ssm.ListCommands({
      MaxResults: PAGE,
      Filters: [
        { key: 'InvokedAfter', value: wholeSeconds(sinceMs - CLOCK_SKEW_MS) },
        { key: 'DocumentName', value: PATCH_DOCUMENT },
      ],
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    });
    yield* page.Commands ?? [];
    nextToken = page.NextToken === '' ? undefined : page.NextToken;
  } while (nextToken !== undefined);
}

/** `2026-03-10T02:00:00Z`: the filter takes no fractions. */
function wholeSeconds(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

async function knownInstances(ssm: SsmCall, instanceIds: readonly string[]): Promise<readonly string[]> {
  const known: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await ssm.DescribeInstanceInformation({
      MaxResults: PAGE,
      Filters: [{ Key: 'InstanceIds', Values: [...instanceIds] }],
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    });
    for (const { InstanceId } of page.InstanceInformationList ?? []) if (InstanceId !== undefined) known.push(InstanceId);
    nextToken = page.NextToken === '' ? undefined : page.NextToken;
  } while (nextToken !== undefined);
  return known;
}
