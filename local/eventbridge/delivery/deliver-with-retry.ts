import type { PausableTimers, Timers } from '#local/clock/clock.ts';
import { failureOf, type DeliveryFailure } from './delivery-failure.ts';

interface RetryPolicy {
  MaximumRetryAttempts?: number | undefined;
  MaximumEventAgeInSeconds?: number | undefined;
}

/** A delivery given up, as its dead letter tells it. */
export interface ExhaustedDelivery extends DeliveryFailure {
  retryAttempts: number;
  /** Absent when the failure itself was final. */
  exhaustedBy?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
}

/** A clock that can be held stands still while a delivery is under way, or a slow machine would age events. */
export type DeliveryTimers = Timers & Partial<Pick<PausableTimers, 'hold'>>;

export interface RetriedDelivery {
  timers: DeliveryTimers;
  policy: RetryPolicy | undefined;
  /** Called with the number of the attempt, from 1. */
  send: (attempt: number) => Promise<void>;
  giveUp: (exhausted: ExhaustedDelivery) => Promise<void>;
}

/** EventBridge's and Scheduler's own defaults: 24 hours and 185 attempts. */
const retryAttemptsMax = 185;
const eventAgeSecondsMax = 86_400;
/** Doubling from 1 s up to 8 minutes spreads 185 attempts over just about 24 hours. */
const backOffSecondsMax = 480;

/** Starts at once, but never in the caller's own turn; a failed attempt is repeated on the clock until the policy is used up. */
export function deliverWithRetry(delivery: RetriedDelivery): void {
  const { timers } = delivery;
  const startedAt = timers.now();

  async function attempt(number: number): Promise<void> {
    const release = timers.hold?.();
    try {
      await delivery.send(number);
    } catch (error) {
      await repeatOrGiveUp(failureOf(error), number);
    } finally {
      release?.();
    }
  }

  async function repeatOrGiveUp(failure: DeliveryFailure, number: number): Promise<void> {
    const nextAt = timers.now() + Math.min(2 ** (number - 1), backOffSecondsMax) * 1000;
    const exhaustedBy = exhausted(number, (nextAt - startedAt) / 1000, delivery.policy);
    if (failure.final) return delivery.giveUp({ ...failure, retryAttempts: number - 1 });
    if (exhaustedBy) return delivery.giveUp({ ...failure, retryAttempts: number - 1, exhaustedBy });
    timers.at(nextAt, () => void attempt(number + 1));
  }

  timers.at(startedAt, () => void attempt(1));
}

function exhausted(attempts: number, ageSeconds: number, policy: RetryPolicy | undefined): ExhaustedDelivery['exhaustedBy'] {
  if (attempts > (policy?.MaximumRetryAttempts ?? retryAttemptsMax)) return 'MaximumRetryAttempts';
  if (ageSeconds > (policy?.MaximumEventAgeInSeconds ?? eventAgeSecondsMax)) return 'MaximumEventAgeInSeconds';
  return undefined;
}
