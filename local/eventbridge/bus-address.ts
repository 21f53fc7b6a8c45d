/** Whose resource it is: account and region. */
export interface Owner {
  /** Twelve digits. */
  accountId: string;
  region: string;
}

export interface BusAddress extends Owner {
  name: string;
}

const busArnForm = /^arn:aws:events:([a-z0-9-]+):([0-9]{12}):event-bus\/(.+)$/;

export function isBusArn(arn: string): boolean {
  return busArnForm.test(arn);
}

/** Calls may name a bus by ARN, by name, or not at all: then it is the account-region's own `default`. */
export function busAddress(nameOrArn: string | undefined, { accountId, region }: Owner): BusAddress {
  const [, arnRegion, arnAccount, arnName] = busArnForm.exec(nameOrArn ?? '') ?? [];
  if (arnRegion !== undefined && arnAccount !== undefined && arnName !== undefined) {
    return { accountId: arnAccount, region: arnRegion, name: arnName };
  }
  return { accountId, region, name: nameOrArn ?? 'default' };
}

export function busArn({ accountId, region, name }: BusAddress): string {
  return `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
}

/** Rules of the default bus do not name their bus. */
export function ruleArn(bus: BusAddress, rule: string): string {
  const path = bus.name === 'default' ? rule : `${bus.name}/${rule}`;
  return `arn:aws:events:${bus.region}:${bus.accountId}:rule/${path}`;
}
