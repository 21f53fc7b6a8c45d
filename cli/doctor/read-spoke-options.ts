import { accountId } from '#shared/events/scalars.ts';
import { isKnownRegion } from '#shared/domain/regions.ts';
import { badInput } from '../exit-codes.ts';

/** Which spokes, and where, as named on the command line; each once. Throws a bad-input failure that names the first wrong one. */
export function readSpokeOptions({ account = [], region = [] }: { account?: readonly string[]; region?: readonly string[] }): { accounts: string[]; regions: string[] } {
  const noAccount = account.find((one) => !accountId.safeParse(one).success);
  if (noAccount !== undefined) throw badInput(`--account: found "${noAccount}", expected an account id of 12 digits.`);
  const noRegion = region.find((one) => !isKnownRegion(one));
  if (noRegion !== undefined) throw badInput(`--region: found "${noRegion}", expected an AWS region such as us-east-1.`);
  return { accounts: [...new Set(account)], regions: [...new Set(region)] };
}
