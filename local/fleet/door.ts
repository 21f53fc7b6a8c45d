import { AwsError, type Caller } from '#local/wire/service.ts';
import { TokenBuckets } from './token-bucket.ts';

/** What passed the fleet's door, counted where no service can influence it. */
export interface Door {
  /** SendCommands accepted, by their Comment. */
  accepted: Map<string, number>;
  /** Calls answered with a throttle, by operation. */
  throttled: Map<string, number>;
  /** All calls, the refused among them, by operation. */
  calls: Map<string, number>;
}

interface Rate {
  perSecond: number;
  burst: number;
}

/** Per operation, account and region. AWS publishes no figures for SSM: these are cautious guesses. */
export interface Rates {
  SendCommand: Rate;
  others: Rate;
}

export const usualRates: Rates = {
  SendCommand: { perSecond: 5, burst: 10 },
  others: { perSecond: 10, burst: 20 },
};

export interface Doorkeeper {
  /** Counts the call; throws AWS's throttling error if the account-region has made too many. */
  enter: (operation: string, caller: Caller, throttleCode: 'ThrottlingException' | 'RequestLimitExceeded') => void;
}

export function keepDoor(door: Door, rates: Rates, now: () => number): Doorkeeper {
  const buckets = new TokenBuckets();
  return {
    enter(operation, caller, throttleCode) {
      count(door.calls, operation);
      const rate = operation === 'SendCommand' ? rates.SendCommand : rates.others;
      if (buckets.take(`${caller.accountId}/${caller.region}/${operation}`, rate, now())) return;
      count(door.throttled, operation);
      throw new AwsError(
        throttleCode,
        throttleCode === 'ThrottlingException' ? 'Rate exceeded' : 'Request limit exceeded.',
      );
    },
  };
}

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
