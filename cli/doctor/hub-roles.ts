/** The functions that look at spokes or send to them; services/spoke/template.yml trusts their roles and no others. */
export const SPOKE_FUNCTIONS = ['account-fanout-discovery', 'instance-patcher-patching', 'compliance-checker-checking'] as const;

/** Whether this is one of the hub's functions, as the spokes know them. Everybody else is refused by every spoke that is well. */
export function isHubFunction(arn: string, { stage, hubAccountId }: { stage: string; hubAccountId: string }): boolean {
  return SPOKE_FUNCTIONS.some((name) => arn.startsWith(`arn:aws:sts::${hubAccountId}:assumed-role/patchwave-${stage}-${name}/`));
}
