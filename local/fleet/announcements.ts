import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { AwsEvent } from './life/aws-event.ts';

/** The shares of its events that the fleet loses and doubles: AWS promises best effort and no more. */
export interface EventFaults {
  lost: number;
  doubled: number;
}

export const usualEventFaults: EventFaults = { lost: 0.01, doubled: 0.01 };

export type Publish = (accountId: string, region: string, event: AwsEvent) => void;

/** Which event suffers depends on what it says, not on how many came before it. */
export function unreliably(publish: Publish, faults: EventFaults, seed: number | string): (event: AwsEvent) => void {
  return (event) => {
    const fate = new SeededRandom(seed, 'event-fate', event.id).next();
    if (fate < faults.lost) return;
    publish(event.account, event.region, event);
    if (fate < faults.lost + faults.doubled) publish(event.account, event.region, event);
  };
}
