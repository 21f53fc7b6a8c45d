import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import type { Caller } from '#local/wire/service.ts';
import { createEventBridge, type EventBridge, type EventBridgeOptions } from './create-event-bridge.ts';
import type { DeliveryContext } from './delivery/deliver.ts';
import type { LostDelivery } from './delivery/dead-letter.ts';

export const hub = { accountId: '000000000000', region: 'us-east-1' };
export const spoke = { accountId: '111111111111', region: 'us-west-2' };
export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:queue';
export const deadLettersArn = 'arn:aws:sqs:us-east-1:000000000000:dead-letters';

interface Delivered {
  targetArn: string;
  payload: string;
  context: DeliveryContext;
}

export interface Bench {
  bridge: EventBridge;
  timers: VirtualTimers;
  delivered: Delivered[];
  lost: LostDelivery[];
  /** Lets pass what is due within so many seconds, retries included. */
  pass: (seconds: number) => Promise<void>;
}

/** An EventBridge at 2026-01-05T08:00:00Z with ids `event-1`, `event-2` ... whose queues take everything. */
export function aBench(options: Partial<EventBridgeOptions> = {}): Bench {
  const timers = new VirtualTimers();
  const delivered: Delivered[] = [];
  const lost: LostDelivery[] = [];
  let ids = 0;
  const bridge = createEventBridge({
    timers,
    newId: () => `event-${++ids}`,
    deliver: (targetArn, payload, context) => Promise.resolve(void delivered.push({ targetArn, payload, context })),
    onLost: (loss) => lost.push(loss),
    ...options,
  });
  return { bridge, timers, delivered, lost, pass: (seconds) => passTime(timers, seconds) };
}

/** In steps of a second, so that what an awaited refusal arms runs at its own time. */
async function passTime(timers: VirtualTimers, seconds: number): Promise<void> {
  for (let second = 0; second <= seconds; second++) {
    timers.advanceBy(second === 0 ? 0 : 1000);
    await new Promise(setImmediate);
  }
}

export function aCaller(owner = hub): Caller {
  return { ...owner, arn: `arn:aws:iam::${owner.accountId}:user/test`, accessKeyId: 'test' };
}

/** Calls an operation as the wire would, for the hub. */
export async function call(bench: Bench, name: string, input: object): Promise<unknown> {
  return callAs(aCaller(), bench)(name, input);
}

export function callAs(caller: Caller, bench: Bench): (name: string, input: object) => Promise<unknown> {
  return async (name, input) => {
    const operation = bench.bridge.service[name] as unknown as (input: object, caller: Caller) => unknown;
    return Promise.resolve(operation(input, caller));
  };
}

/** A rule on the owner's default bus that takes every event of `patchwave` and sends it to one target. */
export function route(bench: Bench, target: object, owner = hub): void {
  bench.bridge.putRule({ Name: 'all', EventPattern: '{"source":["patchwave"]}' }, owner);
  bench.bridge.putTargets({ Rule: 'all', Targets: [{ Id: 'target', Arn: queueArn, ...target }] }, owner);
}

export function anEntry(spoilt: object = {}): object {
  return { Source: 'patchwave', DetailType: 'PlanCreated.v1', Detail: '{"runId":"r-1"}', ...spoilt };
}
