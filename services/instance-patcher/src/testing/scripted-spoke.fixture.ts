import type { SendCommandCommandInput } from '@aws-sdk/client-ssm';

import type { Clock } from '#shared/choreography/clock.ts';

import type { SpokeCall } from '../effects/spoke-commands.in-memory.ts';

interface Kept {
  CommandId: string;
  Comment: string;
  InstanceIds: string[];
  RequestedDateTime: Date;
  ExpiresAfter: Date;
}

/** An error as an SDK throws it. */
export function awsError(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

/** One account's SSM that takes every command and does what a test tells it to get wrong. */
export class ScriptedSpoke {
  readonly sent: Kept[] = [];
  /** `operation: what it was about`, in order. */
  readonly calls: string[] = [];
  /** Instances that SSM does not know. */
  readonly unknown = new Set<string>();
  /** The next calls of an operation throw these, in order. */
  readonly failures: Record<string, Error[]> = {};
  /** SSM takes the next command, but its answer never arrives. */
  losesNextAnswer = false;
  /** Told of each call before it is answered: a test moves the clock or the run here. */
  onCall: (operation: string) => Promise<void> | void = () => undefined;

  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  readonly call: SpokeCall = async (...[, , operation, input]) => {
    await this.onCall(operation);
    this.calls.push(operation);
    const failure = this.failures[operation]?.shift();
    if (failure !== undefined) throw failure;
    switch (operation) {
      case 'SendCommand':
        return this.send(input as SendCommandCommandInput);
      case 'ListCommands':
        return this.list(input);
      case 'DescribeInstanceInformation':
        return this.describe(input as { Filters: { Values: string[] }[]; NextToken?: string });
      default:
        return {};
    }
  };

  private send(input: SendCommandCommandInput) {
    const instanceIds = input.InstanceIds ?? [];
    if (instanceIds.some((id) => this.unknown.has(id))) throw awsError('InvalidInstanceId');
    const now = this.clock.now();
    const kept: Kept = {
      CommandId: `command-${String(this.sent.length)}`,
      Comment: input.Comment ?? '',
      InstanceIds: instanceIds,
      RequestedDateTime: new Date(now),
      ExpiresAfter: new Date(now + ((input.TimeoutSeconds ?? 0) + 7_200) * 1000),
    };
    this.sent.push(kept);
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      throw awsError('TimeoutError');
    }
    return { Command: kept };
  }

  /** One command a page, so that whoever reads only the first page finds nothing. */
  private list({ NextToken }: { NextToken?: string }) {
    const page = Number(NextToken ?? 0);
    const last = page + 1 >= this.sent.length;
    return { Commands: this.sent.slice(page, page + 1), ...(last ? { NextToken: '' } : { NextToken: String(page + 1) }) };
  }

  private describe({ Filters, NextToken }: { Filters: { Values: string[] }[]; NextToken?: string }) {
    const known = (Filters[0]?.Values ?? []).filter((id) => !this.unknown.has(id));
    const page = Number(NextToken ?? 0);
    const rows = known.slice(page, page + 1).map((InstanceId) => ({ InstanceId }));
    return { InstanceInformationList: rows, ...(page + 1 >= known.length ? {} : { NextToken: String(page + 1) }) };
  }
}
