import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import type { RecordedCall } from '#local/wire/dispatch.ts';

/** One kind of call as IAM would judge it. What differs from run to run is replaced: run ids, accounts, object names. */
export interface Access {
  functionName: string;
  /** `own`, or the role of a spoke that the function has assumed. */
  role: string;
  /** `service:operation`, the service by its signing name. */
  call: string;
  region: string;
  /** An ARN with `<spoke>`, `<id>` and `<key>` in place of what differs. */
  resource?: string;
  /** By condition key. */
  conditionKeys?: Record<string, string[]>;
}

/** Every kind of call that functions have made, each once, in a stable order. */
export class AccessRecord {
  readonly #seen = new Map<string, Access>();

  note({ functionName, callerArn, service, operation, region, accountId, resource, conditionKeys = {} }: RecordedCall): void {
    if (functionName === undefined || accountId === 'unknown') return;
    for (const keys of separately(conditionKeys)) {
      const access: Access = {
        functionName,
        role: roleOf(accountId, callerArn),
        call: `${service}:${operation}`,
        region,
        ...(resource === undefined ? {} : { resource: withoutDifferences(resource) }),
        ...(Object.keys(keys).length === 0 ? {} : { conditionKeys: keys }),
      };
      this.#seen.set(JSON.stringify(access), access);
    }
  }

  all(): Access[] {
    return [...this.#seen].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, access]) => access);
  }
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
function roleOf(accountId: string, callerArn: string): string {
  return accountId === HUB_ACCOUNT_ID ? 'own' : (callerArn.split('/')[1] ?? callerArn);
}

const OTHER_ACCOUNT = new RegExp(`:(?!${HUB_ACCOUNT_ID})\\d{12}:`);
// A run id is a UUID; below it lie folders of one word, and then names that are different in each run.
const RUN_OBJECT = /\/runs\/[^/]+\/([^/]+)(\/.*)?$/;

function withoutDifferences(arn: string): string {
  return arn.replace(OTHER_ACCOUNT, ':<spoke>:').replace(RUN_OBJECT, (_whole, folder: string, below?: string) => `/runs/<id>/${folder}${below === undefined ? '' : '/<key>'}`);
}

/** One for each type of event, since which types share a call is chance. Of a table's key its first word, such as `RUN#`. */
function separately(conditionKeys: Record<string, string[]>): Record<string, string[]>[] {
  const { 'dynamodb:LeadingKeys': leading, 'events:detail-type': types, ...others } = conditionKeys;
  if (types !== undefined) return types.map((type) => ({ ...others, 'events:detail-type': [type] }));
  return [leading === undefined ? others : { 'dynamodb:LeadingKeys': leading.map((key) => key.replace(/#.*/s, '#<id>')) }];
}
