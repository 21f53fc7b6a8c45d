/** Names a target of a run: `target` is its ordinal in the wave's plan. */
export interface TargetIdentity {
  runId: string;
  wave: string;
  target: number;
}

export function targetKeyOf({ runId, wave, target }: TargetIdentity): string {
  return `T#${runId}#${wave}#${String(target)}`;
}

export function controlKeyOf(runId: string): string {
  return `CTRL#${runId}`;
}

export function commandKeyOf(commandId: string): string {
  return `CMD#${commandId}`;
}

/** One per account and region, for all runs. */
export function seenKeyOf({ accountId, region }: { accountId: string; region: string }): string {
  return `SEEN#${accountId}#${region}`;
}

/** The run that a `T#...` or `CTRL#...` key belongs to. */
export function runIdOfKey(key: string): string {
  return key.split('#')[1] ?? '';
}

/**
 * What stands in the `Comment` of a SendCommand: the only thing by which a command can be found again when nobody
 * knows whether it was sent. 94 characters at most; SSM takes 100.
 */
export function tokenOf({ runId, wave, target }: TargetIdentity, command: number): string {
  return `patchwave/${runId}/${wave}/${String(target)}/${String(command)}`;
}

/** The number in a token of this target; undefined for every other text. */
export function commandOfToken(identity: TargetIdentity, token: string): number | undefined {
  const prefix = tokenOf(identity, 0).slice(0, -1);
  const number = token.startsWith(prefix) ? token.slice(prefix.length) : '';
  return /^\d+$/.test(number) ? Number(number) : undefined;
}
