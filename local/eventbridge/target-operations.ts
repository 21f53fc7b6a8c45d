import type {
  ListTargetsByRuleCommandInput,
  PutTargetsCommandInput,
  PutTargetsResultEntry,
  RemoveTargetsCommandInput,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import type { Owner } from './bus-address.ts';
import type { BusStore } from './bus-store.ts';
import { page } from './page.ts';
import { requireRule } from './rule-operations.ts';
import { validateTarget } from './target-validation.ts';

/** "Targets per rule: 5", and this quota cannot be raised. */
const targetsPerRuleMax = 5;
const targetsPerPage = 100;

interface Entries {
  FailedEntryCount: number;
  FailedEntries: PutTargetsResultEntry[];
}

export interface TargetOperations {
  PutTargets: (input: PutTargetsCommandInput, owner: Owner) => Entries;
  RemoveTargets: (input: RemoveTargetsCommandInput, owner: Owner) => Entries;
  ListTargetsByRule: (input: ListTargetsByRuleCommandInput, owner: Owner) => { Targets: Target[]; NextToken?: string };
}

export function createTargetOperations(buses: BusStore): TargetOperations {
  return {
    PutTargets: ({ Rule, EventBusName, Targets = [] }, owner) => {
      const rule = requireRule(buses.require(EventBusName, owner), Rule);
      for (const target of Targets) validateTarget(target);
      const ids = new Set([...rule.targets.keys(), ...Targets.map(({ Id }) => Id ?? '')]);
      if (ids.size > targetsPerRuleMax) {
        throw new AwsError('LimitExceededException', `The requested resource exceeds the maximum number allowed: ${targetsPerRuleMax} targets per rule, found ${ids.size}.`);
      }
      for (const target of Targets) rule.targets.set(target.Id ?? '', target);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets: ({ Rule, EventBusName, Ids = [] }, owner) => {
      const rule = requireRule(buses.require(EventBusName, owner), Rule);
      const failed = Ids.filter((id) => !rule.targets.delete(id)).map((id) => ({
        TargetId: id,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${id}.`,
      }));
      return { FailedEntryCount: failed.length, FailedEntries: failed };
    },
    ListTargetsByRule: ({ Rule, EventBusName, NextToken, Limit }, owner) => {
      const rule = requireRule(buses.require(EventBusName, owner), Rule);
      const { items, nextToken } = page([...rule.targets.values()], { token: NextToken, sizeMax: Limit ?? targetsPerPage });
      return { Targets: items, ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
  };
}
