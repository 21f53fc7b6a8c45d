import type { PutRuleCommandInput, PutTargetsCommandInput, Target } from '@aws-sdk/client-eventbridge';

import { resolveStack } from '../template/resolve-stack.ts';
import type { TemplateResource } from '../template/stack.ts';

/** One account in one region, as a stack instance of the spoke's StackSet. */
interface SpokePlace {
  accountId: string;
  region: string;
}

export interface SpokeParts {
  /** The spoke's template, read by readSpokeTemplate. */
  resources: Record<string, TemplateResource>;
  /** The template's parameters: HubAccountId, HubRegion, HubBusName, SpokeRoleName ... */
  parameters: Record<string, string>;
  spokes: readonly SpokePlace[];
  /** The bus of the local cloud, asked directly: two dozen sets of credentials for as many calls would add nothing. */
  putRule: (input: PutRuleCommandInput, owner: SpokePlace) => unknown;
  putTargets: (input: PutTargetsCommandInput, owner: SpokePlace) => unknown;
}

/** Makes the forwarding rules of every spoke. Its roles are known to STS through the fleet's own directory. */
export function provisionSpokes({ resources, parameters, spokes, putRule, putTargets }: SpokeParts): void {
  for (const spoke of spokes) {
    const rules = Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.type === 'AWS::Events::Rule'));
    const stack = { name: 'spoke', folder: '', resources: rules, parameters };
    for (const { names, properties } of resolveStack(stack, { ...spoke, endpoint: '' })) {
      putRule({ Name: names.ref, EventPattern: JSON.stringify(properties['EventPattern']) }, spoke);
      putTargets({ Rule: names.ref, Targets: properties['Targets'] as Target[] }, spoke);
    }
  }
}
