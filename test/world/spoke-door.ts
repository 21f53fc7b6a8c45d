import type { Fleet } from '#local/fleet/create-fleet.ts';
import type { Chance } from './faults.ts';
import type { Caller } from '#local/wire/service.ts';

type Operation = (input: unknown, caller: Caller) => unknown;

/** The spokes' door: asks the simulated fleet by plain operations, as the account that owns the instances. */
export class SpokeDoor {
  /** The commands that SSM took, by instance. */
  readonly commandsOf = new Map<string, string[]>();
  private readonly fleet: Fleet;
  private readonly chance: Chance;

  constructor(fleet: Fleet, chance: Chance) {
    this.fleet = fleet;
    this.chance = chance;
  }

  call(...[accountId, region, operation, input]: [accountId: string, region: string, operation: string, input: object]): unknown {
    this.chance.mayDie(`before ${operation}`);
    if (operation === 'AssumeRole') return this.assume(accountId);
    const found = [this.fleet.ssm[operation], this.fleet.ec2[operation]].find((one) => one !== undefined) as Operation | undefined;
    if (found === undefined) throw new Error(`world: the fleet has no ${operation}`);
    const answer = found(input, { accountId, region, accessKeyId: 'ASIAWORLD', arn: `arn:aws:sts::${accountId}:assumed-role/PatchExecRole/patchwave` });
    if (operation === 'SendCommand') this.note(input as { InstanceIds: string[]; Comment: string });
    this.chance.mayDie(`after ${operation}`);
    return answer;
  }

  private note({ InstanceIds, Comment }: { InstanceIds: string[]; Comment: string }): void {
    for (const id of InstanceIds) this.commandsOf.set(id, [...(this.commandsOf.get(id) ?? []), Comment]);
  }

  /** As a twin that knows no sessions: whoever may not assume the role may not call either. */
  callAfterAssuming(...call: [accountId: string, region: string, operation: string, input: object]): unknown {
    this.assume(call[0]);
    return this.call(...call);
  }

  private assume(accountId: string): object {
    const role = this.fleet.roles.find(`arn:aws:iam::${accountId}:role/PatchExecRole`);
    if (role === undefined || role.refuses) {
      throw Object.assign(new Error(`not authorized to perform: sts:AssumeRole on PatchExecRole of ${accountId}`), { name: 'AccessDenied' });
    }
    return {};
  }
}
