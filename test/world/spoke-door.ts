import type { Fleet } from '#local/fleet/create-fleet.ts';
import type { Caller } from '#local/wire/service.ts';
import type { Chance } from './faults.ts';

type Operation = (input: unknown, caller: Caller) => unknown;
export type SpokeCallParts = [accountId: string, region: string, operation: string, input: object];

export interface SentCommand {
  accountId: string;
  region: string;
  instanceIds: readonly string[];
  token: string;
  timeoutSeconds: number;
}

interface PatchStates {
  InstancePatchStates: { InstanceId: string }[];
}

const LISTED_AFTER_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const OTHER_RUN_ID = '0d3b0c5e-52c7-4a1c-9a5f-6a2f3d0e4b11';

/** The spokes' door: asks the simulated fleet by plain operations, as the account that owns the instances. */
export class SpokeDoor {
  /** The commands that SSM took, by instance. */
  readonly commandsOf = new Map<string, string[]>();
  /** Told of each command at the moment it is taken, before its sender knows. */
  onSent: (sent: SentCommand) => void = () => undefined;
  /** What happens when a role is assumed next to send a command, before anything is read for the send; each once. */
  readonly whenAssumed: (() => void)[] = [];
  /** Regions that do not answer now. */
  readonly down = new Set<string>();
  /** The accounts and regions that did not answer once at least, as `account/region`. */
  readonly failedOnce = new Set<string>();
  private readonly sentAt = new Map<string, number>();
  /** How many commands an instance had had when its patch state was last shown. */
  private readonly shownAfter = new Map<string, number>();
  private readonly now: () => number;
  private readonly fleet: Fleet;
  private readonly chance: Chance;

  constructor({ fleet, chance, now }: { fleet: Fleet; chance: Chance; now: () => number }) {
    this.now = now;
    this.fleet = fleet;
    this.chance = chance;
  }

  call(...[accountId, region, operation, input]: SpokeCallParts): unknown {
    this.chance.mayDie(`before ${operation}`);
    this.mayFail(accountId, region);
    const answer = operation === 'AssumeRole' ? this.assumeToSend(accountId) : this.ask([accountId, region, operation, input]);
    if (operation === 'SendCommand') {
      this.note({ accountId, region }, input as { InstanceIds: string[]; Comment: string; TimeoutSeconds: number });
      if (this.chance.strikes('lostAnswer')) throw failure('TimeoutError', 'the answer was lost');
    }
    this.chance.mayDie(`after ${operation}`);
    if (operation === 'ListCommands' && this.sentJustNow(region) && this.chance.strikes('staleRead')) return { Commands: [] };
    return operation === 'DescribeInstancePatchStates' ? this.mayShowYesterday(answer as PatchStates) : answer;
  }

  /** As a twin that knows no sessions: whoever may not assume the role may not call either. */
  callAfterAssuming(...call: SpokeCallParts): unknown {
    this.assume(call[0]);
    return this.call(...call);
  }

  private mayFail(accountId: string, region: string): void {
    const error = this.failureOf(region);
    if (error === undefined) return;
    this.failedOnce.add(`${accountId}/${region}`);
    throw error;
  }

  private failureOf(region: string): Error | undefined {
    if (this.down.has(region)) return failure('ServiceUnavailable', `${region} does not answer`, 503);
    if (this.chance.strikes('throttle')) return failure('ThrottlingException', 'Rate exceeded', 400);
    return this.chance.strikes('expiredCredentials')
      ? failure('ExpiredTokenException', 'The security token included in the request is expired', 400)
      : undefined;
  }

  /** Only in the first answer after a command: SSM may lag by three minutes, and no longer with this on top. */
  private mayShowYesterday(answer: PatchStates): PatchStates {
    const ids = answer.InstancePatchStates.map(({ InstanceId }) => InstanceId);
    const isFirst = ids.length > 0 && ids.every((id) => this.shownAfter.get(id) !== this.commandsOf.get(id)?.length);
    for (const id of ids) this.shownAfter.set(id, this.commandsOf.get(id)?.length ?? 0);
    if (!isFirst || !this.chance.strikes('oldEvidence')) return answer;
    const startedAt = new Date(this.now() - DAY_MS);
    const green = { SnapshotId: OTHER_RUN_ID, OperationStartTime: startedAt, OperationEndTime: startedAt, MissingCount: 0, FailedCount: 0, InstalledPendingRebootCount: 0 };
    return { InstancePatchStates: answer.InstancePatchStates.map((state) => ({ ...state, ...green, Operation: 'Install' })) };
  }

  private ask([accountId, region, operation, input]: SpokeCallParts): unknown {
    const found = [this.fleet.ssm[operation], this.fleet.ec2[operation]].find((one) => one !== undefined) as Operation | undefined;
    if (found === undefined) throw new Error(`world: the fleet has no ${operation}`);
    return found(input, { accountId, region, accessKeyId: 'ASIAWORLD', arn: `arn:aws:sts::${accountId}:assumed-role/PatchExecRole/patchwave` });
  }

  private note({ accountId, region }: { accountId: string; region: string }, input: { InstanceIds: string[]; Comment: string; TimeoutSeconds: number }): void {
    for (const id of input.InstanceIds) this.commandsOf.set(id, [...(this.commandsOf.get(id) ?? []), input.Comment]);
    this.sentAt.set(region, this.now());
    this.onSent({ accountId, region, instanceIds: input.InstanceIds, token: input.Comment, timeoutSeconds: input.TimeoutSeconds });
  }

  /** SSM's lists are eventually consistent: what is a minute old is in them. */
  private sentJustNow(region: string): boolean {
    return this.now() - (this.sentAt.get(region) ?? -Infinity) < LISTED_AFTER_MS;
  }

  private assumeToSend(accountId: string): object {
    const answer = this.assume(accountId);
    for (const happen of this.whenAssumed.splice(0)) happen();
    return answer;
  }

  private assume(accountId: string): object {
    const role = this.fleet.roles.find(`arn:aws:iam::${accountId}:role/PatchExecRole`);
    if (role === undefined || role.refuses) throw failure('AccessDenied', `not authorized to perform: sts:AssumeRole on PatchExecRole of ${accountId}`, 403);
    return {};
  }
}

function failure(name: string, message: string, status?: number): Error {
  return Object.assign(new Error(message), { name, ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }) });
}
