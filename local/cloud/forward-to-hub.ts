import { join } from 'node:path';

import type { EventBridge } from '#local/eventbridge/create-event-bridge.ts';
import type { Fleet } from '#local/fleet/create-fleet.ts';
import { provisionSpokes } from '#local/runtime/spoke/provision-spokes.ts';
import { readSpokeTemplate } from '#local/runtime/spoke/read-spoke-template.ts';
import { hubPlace } from './hub-place.ts';

/** Gives every spoke what its StackSet would: the rules that send its hints and its alarms to the hub's bus. */
export function forwardToHub(eventBridge: EventBridge, fleet: Fleet, regions: readonly string[]): void {
  provisionSpokes({
    resources: readSpokeTemplate(join(import.meta.dirname, '..', '..', 'services', 'spoke', 'template.yml')),
    parameters: {
      HubAccountId: hubPlace.accountId,
      HubRegion: hubPlace.region,
      HubBusName: `patchwave-${hubPlace.stage}`,
      SpokeRoleName: hubPlace.spokeRoleName,
    },
    spokes: fleet.accounts
      .filter(({ id }) => id !== hubPlace.accountId)
      .flatMap(({ id: accountId }) => regions.map((region) => ({ accountId, region }))),
    putRule: (input, owner) => eventBridge.putRule(input, owner),
    putTargets: (input, owner) => eventBridge.putTargets(input, owner),
  });
}
