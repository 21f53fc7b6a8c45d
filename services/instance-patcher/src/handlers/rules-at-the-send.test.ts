import type { ItemStore } from '#shared/choreography/item.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import type { Slice } from '#shared/domain/plan.ts';
import { NIGHT } from '#shared/testing/test-aggregate.ts';

import type { SeenState } from '../core/seen.ts';
import { awsError } from '../testing/scripted-spoke.fixture.ts';
import {
  admit, aPatchingService, event, idOf, identity, passMinutes, verified, type PatchingInTest,
} from '../testing/patching-in-test.ts';
import { aGroup } from '../testing/target-in-test.ts';

const MINUTE = 60_000;
const ALARM = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:Errors';
const SEEN_KEY = 'SEEN#111111111111#us-east-1';

/** The same service, with something else planned, and admitted with something more. */
function planned(patching: PatchingInTest, overrides: Partial<Slice>, admittedWith: object = {}): PatchingInTest {
  const slice = { ...patching.planned, ...overrides };
  patching.objects.bodies.set('runs/slice.json', JSON.stringify(slice));
  const targets = patching.admission.targets.map((target) => ({ ...target, sliceSha256: sha256Of(slice), ...admittedWith }));
  return { ...patching, admission: { ...patching.admission, targets } };
}

/** Name and data of what was published, but for who it is about. */
function said({ bus }: PatchingInTest, ...names: readonly string[]) {
  return bus.facts().filter(({ name }) => names.includes(name));
}

describe('what holds a send', () => {
  const guards = {
    freezes: [{ from: NIGHT, until: NIGHT + 2 * MINUTE, reason: 'year end' }],
    calendars: ['Freeze'],
    alarms: [ALARM],
  };

  test('is said in words, once, and so is the first send after it', async () => {
    const patching = planned(aPatchingService(), { guards });
    patching.calendar.says = { state: 'CLOSED', until: NIGHT + 4 * MINUTE };
    patching.alarms.says = { state: 'raised', alarm: ALARM };
    await admit(patching);
    await passMinutes(patching, 5);
    patching.alarms.says = { state: 'quiet' };
    patching.calendar.says = { state: 'OPEN' };
    await passMinutes(patching, 10);
    expect(said(patching, 'SendingHeld', 'SendingResumed')).toEqual([
      {
        name: 'SendingHeld',
        data: { ...identity, reason: 'Frozen', detail: 'Frozen until 2026-03-10T02:02Z: year end', until: NIGHT + 2 * MINUTE },
      },
      {
        name: 'SendingHeld',
        data: {
          ...identity, reason: 'CalendarClosed', until: NIGHT + 4 * MINUTE,
          detail: 'A change calendar is closed: Freeze. It is read again every few minutes.',
        },
      },
      { name: 'SendingResumed', data: identity },
    ]);
    expect(patching.spoke.sent).toHaveLength(1);
  });

  test('an alarm holds for five minutes at a time', async () => {
    const patching = planned(aPatchingService(), { guards: { ...guards, freezes: [] } });
    patching.alarms.says = { state: 'unknown', alarm: ALARM };
    await admit(patching);
    expect(said(patching, 'SendingHeld')).toMatchObject([
      { data: { reason: 'AlarmUnknown', until: NIGHT + 5 * MINUTE, detail: expect.stringContaining(ALARM) as string } },
    ]);
  });

  test('calendars and alarms are asked for by the names in the slice', async () => {
    const patching = planned(aPatchingService(), { guards: { ...guards, freezes: [] } });
    const asked: unknown[] = [];
    patching.effects.calendar.state = (names, now) => Promise.resolve({ state: asked.push([names, now]) > 0 ? 'OPEN' : 'CLOSED' });
    patching.effects.alarms.state = (names, now) => Promise.resolve({ state: asked.push([names, now]) > 0 ? 'quiet' : 'raised' });
    await admit(patching);
    expect(asked).toEqual([[['Freeze'], NIGHT], [[ALARM], NIGHT]]);
  });
});

describe('a budget', () => {
  test('lets the next go when the last was verified healthy', async () => {
    const patching = planned(aPatchingService({ instances: 3, limit: 3 }), { groups: [aGroup('tag:A=1', [0, 1, 2])] });
    await admit(patching);
    expect(patching.spoke.sent.map(({ InstanceIds }) => InstanceIds)).toEqual([[idOf(0)]]);
    expect(said(patching, 'SendingHeld')).toMatchObject([{ data: { reason: 'BudgetFull', detail: expect.stringContaining('tag:A=1') as string } }]);
    await patching.deliver(verified(0, 0, 'C'));
    expect(patching.spoke.sent.map(({ InstanceIds }) => InstanceIds)).toEqual([[idOf(0)], [idOf(1)]]);
  });

  test('that was lent is given back as soon as all its members are done', async () => {
    const groups = [aGroup('tag:A=1', [0, 1], { lent: true })];
    const patching = planned(aPatchingService({ instances: 3, limit: 2 }), { groups }, { lent: '2' });
    await admit(patching);
    await patching.deliver(verified(0, 0, 'CF .x'));
    await patching.deliver(verified(1, 0, 'C'));
    expect(said(patching, 'TargetProgressed', 'TargetCompleted')).toMatchObject([
      { name: 'TargetProgressed', data: { step: 1, errors: 1, kept: '1' } },
      { name: 'TargetCompleted', data: { kept: '1' } },
    ]);
  });

  test.each([
    ['shares for no group', [], { lent: '1' }],
    ['no share for a lent group', [aGroup('tag:A=1', [0], { lent: true })], {}],
  ])('whose admission brings %s does not begin: the message comes again', async (_case, groups, admittedWith) => {
    const patching = planned(aPatchingService(), { groups }, admittedWith);
    expect(await admit(patching)).toBe(1);
    expect(patching.state()).toBeUndefined();
  });

  test('of the whole wave bounds the instances in work', async () => {
    const patching = planned(aPatchingService({ instances: 3, limit: 3 }), {}, { share: 1 });
    await admit(patching);
    expect(patching.spoke.sent.map(({ InstanceIds }) => InstanceIds)).toEqual([[idOf(0)]]);
  });
});

describe('what is seen in a target', () => {
  /** `minutes`: two digits of base 36 for each verdict. */
  const timed = (letters: string, minutes: string) => {
    const data = { ...identity, command: 0, look: 0, verdicts: letters, causes: '.'.repeat(letters.length), minutes, findingsKey: 'runs/f' };
    return event('compliance-checker', 'InstancesVerified', data);
  };
  const seenIn = ({ table }: PatchingInTest) => table.items.get(SEEN_KEY)?.state as SeenState | undefined;

  test('is kept when it ends, and goes into the next one', async () => {
    const patching = aPatchingService({ instances: 4, limit: 4 });
    await admit(patching);
    // 12 and 14 minutes; a failure says nothing, nor does an unknown time.
    await patching.deliver(timed('CNFC', '0c0e01..'));
    expect(seenIn(patching)).toEqual({ durations: { Install: { Linux: { 3: 2 } }, Scan: {} }, intervalMs: 0 });

    const [target] = patching.admission.targets;
    patching.admission.targets = [{ ...target, ordinal: 8 } as typeof target & object];
    await admit(patching);
    const next = patching.table.items.get(`T#${identity.runId}#canary#8`)?.state;
    expect(next).toMatchObject({ seen: { Linux: { 3: 2 } }, timed: {} });
  });

  test('its pace, too', async () => {
    const patching = aPatchingService();
    patching.spoke.failures['SendCommand'] = Array.from({ length: 3 }, () => awsError('ThrottlingException'));
    await admit(patching);
    await passMinutes(patching, 8);
    await patching.deliver(verified(0, 0, 'CC'));
    expect(seenIn(patching)).toEqual({ durations: { Install: {}, Scan: {} }, intervalMs: MINUTE });

    const [target] = patching.admission.targets;
    patching.admission.targets = [{ ...target, ordinal: 8 } as typeof target & object];
    await admit(patching);
    expect(patching.table.items.get(`T#${identity.runId}#canary#8`)?.state).toMatchObject({ pace: { intervalMs: 30_000 } });
  });

  test('says who still fits the window', async () => {
    const patching = planned(aPatchingService({ instances: 2, limit: 1 }), {}, {});
    const admission = { ...patching.admission, windowEndsAt: NIGHT + 30 * MINUTE };
    await admit({ ...patching, admission });
    patching.clock.advanceMinutes(6);
    await patching.deliver(verified(0, 0, 'C'));
    expect(patching.state()).toMatchObject({ status: 'Ended', outcomes: 'CD', causes: '.W' });
  });

  test('that could not be kept brings the message again, and is not missed', async () => {
    const patching = aPatchingService();
    await admit(patching);
    const { table } = patching;
    patching.effects.items = <State, Recipe>(): ItemStore<State, Recipe> => {
      const stored = table.store<State, Recipe>();
      return {
        save: (item) => stored.save(item),
        load: (key) => (key === SEEN_KEY ? Promise.reject(new Error('DynamoDB is away')) : stored.load(key)),
      };
    };
    expect(await patching.deliver(verified(0, 0, 'CC'))).toBe(1);
    expect(await patching.deliver(verified(0, 0, 'CC'))).toBe(0);
    expect(patching.state()).toMatchObject({ status: 'Ended' });
  });
});

test('a slice is read once for many decisions', async () => {
  const patching = aPatchingService({ instances: 4, limit: 2 });
  let reads = 0;
  const read = patching.objects.read.bind(patching.objects);
  patching.objects.read = (key) => {
    reads += 1;
    return read(key);
  };
  await admit(patching);
  await patching.deliver(verified(0, 0, 'CC'));
  await patching.deliver(verified(1, 0, 'CC'));
  expect([patching.state(), reads]).toMatchObject([{ status: 'Ended' }, 1]);
});
