import type { DeployedResource } from '../templates/deployed-stage.ts';
import { STAGES } from '../templates/printed-templates.ts';
import { accessRules } from './access-rules.ts';
import { messageRules } from './message-rules.ts';
import type { PolicyRule } from './rule.ts';
import { storeRules } from './store-rules.ts';

export const allRules: readonly PolicyRule[] = [...storeRules, ...messageRules, ...accessRules];

export interface Verdict {
  examined: number;
  faults: string[];
  /** `12 queues, 12 with a dead-letter queue`. */
  told: string;
}

/** A rule over all stages, each by itself: what is missing in one is not made good by another. */
export function verdictOf({ subjects, demand, judge }: PolicyRule, resources: readonly DeployedResource[]): Verdict {
  const judged = STAGES.flatMap((stage) => judge(resources.filter((resource) => resource.stage === stage)));
  const faults = judged.filter(({ fault }) => fault !== undefined).map(({ subject, fault }) => `${subject}: ${String(fault)}`);
  return { examined: judged.length, faults, told: `${judged.length} ${subjects}, ${judged.length - faults.length} ${demand}` };
}
