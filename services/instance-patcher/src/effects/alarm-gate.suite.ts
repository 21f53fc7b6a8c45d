import type { AlarmGate } from './alarm-gate.ts';

type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Accounts whose alarms a test may set. */
export interface AlarmsUnderTest {
  gate: AlarmGate;
  hubAccountId: string;
  spokeAccountId: string;
  refusingAccountId: string;
  region: string;
  /** Makes a metric alarm in a state, or sets the state of the one with this ARN. */
  put: (arn: string, state: StateValue) => Promise<void> | void;
  /** Calls of DescribeAlarms so far. */
  asked: () => number;
  /** Epoch ms. */
  now: () => number;
  passSeconds: (seconds: number) => Promise<void> | void;
}

/** What twin and real adapter must both do. */
export function alarmGateSuite(implementation: string, make: () => Promise<AlarmsUnderTest>): void {
  describe(`port AlarmGate / ${implementation}`, () => {
    const arnOf = (region: string, accountId: string, name: string) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;

    test('no alarm is quiet, and nobody is asked', async () => {
      const { gate, asked, now } = await make();
      expect(await gate.state([], now())).toEqual({ state: 'quiet' });
      expect(asked()).toBe(0);
    });

    test.each<[StateValue, string]>([
      ['OK', 'quiet'],
      ['INSUFFICIENT_DATA', 'quiet'],
      ['ALARM', 'raised'],
    ])('%s means: %s', async (stateValue, state) => {
      const { gate, hubAccountId, region, put, now } = await make();
      const arn = arnOf(region, hubAccountId, 'Errors of checkout');
      await put(arn, stateValue);
      expect(await gate.state([arn], now())).toMatchObject({ state });
    });

    test('alarms of hub and spoke are read where they are, and the raised one is named', async () => {
      const { gate, hubAccountId, spokeAccountId, region, put, now } = await make();
      const [inHub, inSpoke] = [arnOf(region, hubAccountId, 'Hub'), arnOf(region, spokeAccountId, 'Spoke')];
      await put(inHub, 'OK');
      await put(inSpoke, 'ALARM');
      expect(await gate.state([inHub, inSpoke], now())).toEqual({ state: 'raised', alarm: inSpoke });
    });

    test('the same name in another account is another alarm', async () => {
      const { gate, hubAccountId, spokeAccountId, region, put, now } = await make();
      await put(arnOf(region, spokeAccountId, 'Errors'), 'OK');
      const arn = arnOf(region, hubAccountId, 'Errors');
      expect(await gate.state([arn], now())).toEqual({ state: 'unknown', alarm: arn });
    });

    test('an alarm that does not exist is unknown, never quiet', async () => {
      const { gate, hubAccountId, region, put, now } = await make();
      const [known, unknown] = [arnOf(region, hubAccountId, 'Known'), arnOf(region, hubAccountId, 'Unknown')];
      await put(known, 'OK');
      expect(await gate.state([known, unknown], now())).toEqual({ state: 'unknown', alarm: unknown });
    });

    test('an account that refuses its role is unknown; an alarm that is raised elsewhere is raised all the same', async () => {
      const { gate, hubAccountId, refusingAccountId, region, put, now } = await make();
      const [raised, unread] = [arnOf(region, hubAccountId, 'Raised'), arnOf(region, refusingAccountId, 'Unread')];
      expect(await gate.state([unread], now())).toEqual({ state: 'unknown', alarm: unread });
      await put(raised, 'ALARM');
      expect(await gate.state([unread, raised], now())).toEqual({ state: 'raised', alarm: raised });
    });

    test('an answer stands for half a minute at most', async () => {
      const { gate, hubAccountId, region, put, asked, now, passSeconds } = await make();
      const arn = arnOf(region, hubAccountId, 'Errors');
      await put(arn, 'OK');
      await gate.state([arn], now());
      await gate.state([arn], now());
      expect(asked()).toBe(1);
      await put(arn, 'ALARM');
      await passSeconds(30);
      expect(await gate.state([arn], now())).toMatchObject({ state: 'raised' });
    });
  });
}
