import { handleRecords } from '#shared/choreography/handle-records.ts';
import { dueBody } from '#shared/choreography/message.ts';
import { createRestoreMarks } from '#shared/choreography/restore-mark.ts';
import { sha256Of } from '#shared/domain/hash.ts';
import { noGuards, type Slice } from '#shared/domain/plan.ts';
import type { RunControl } from '#shared/events/scalars.ts';
import { inMemoryKit, NIGHT } from '#shared/testing/test-aggregate.ts';

import type { AlarmReading, CalendarReading } from '../core/gate.ts';
import { createInMemorySpokeCommands } from '../effects/spoke-commands.in-memory.ts';
import { ScriptedSpoke } from './scripted-spoke.fixture.ts';
import type { Patching, PatchingEffects } from '../handlers/patching-effects.ts';
import { rememberSlices } from '../handlers/planned-slices.ts';
import { createPatchingService } from '../handlers/patching-service.ts';

const HOUR = 3_600_000;
const RUN = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';
export const TARGET_KEY = `T#${RUN}#canary#7`;
const HASH = 'a'.repeat(64);

export const identity = { runId: RUN, wave: 'canary', target: 7, accountId: '111111111111', region: 'us-east-1' };
export const running: RunControl = { seq: 1, state: 'Running', haltedWaves: [] };

export function idOf(ordinal: number): string {
  return `i-${String(ordinal).padStart(17, '0')}`;
}

function aPlannedSlice(instances: number): Slice {
  return {
    runId: RUN,
    wave: 'canary',
    accountId: '111111111111',
    region: 'us-east-1',
    instances: Array.from({ length: instances }, (_, ordinal) => ({ id: idOf(ordinal), platform: 'Linux', zone: 'a' })),
    groups: [],
    guards: noGuards,
  };
}

/** The service over one scripted spoke, with the plan of one target of `instances` Linux instances in the bucket. */
export function aPatchingService({ instances = 2, limit = 2 } = {}) {
  const kit = inMemoryKit();
  const spoke = new ScriptedSpoke(kit.clock);
  const calendar: { says: CalendarReading } = { says: { state: 'OPEN' } };
  const alarms: { says: AlarmReading } = { says: { state: 'quiet' } };
  const effects: PatchingEffects = {
    ...kit,
    spokeCommands: createInMemorySpokeCommands(spoke.call),
    calendar: { state: () => Promise.resolve(calendar.says) },
    alarms: { state: () => Promise.resolve(alarms.says) },
    restores: createRestoreMarks(kit),
    functionTimeoutMs: 60_000,
  };
  const service = createPatchingService({
    ...effects,
    // A test may put another store in the place of this one.
    items: <State, Recipe>() => effects.items<State, Recipe>(),
  });
  const planned = aPlannedSlice(instances);
  kit.objects.bodies.set('runs/slice.json', JSON.stringify(planned));
  const admission = {
    runId: RUN,
    wave: 'canary',
    waveHash: HASH,
    approvedHash: HASH,
    targets: [
      {
        ordinal: 7, accountId: '111111111111', region: 'us-east-1',
        sliceKey: 'runs/slice.json', sliceSha256: sha256Of(planned), instances,
      },
    ],
    options: { operation: 'Install', rebootOption: 'RebootIfNeeded', deliveryTimeoutSeconds: 3_600 },
    maxConcurrency: { number: limit },
    maxErrors: { percent: 100 },
    control: running,
    validUntil: NIGHT + 6 * HOUR,
    notAfter: NIGHT + 6 * HOUR,
  };
  const deaths: string[] = [];

  /** Delivers one batch and returns how many of its messages are to be delivered again. */
  async function deliver(...bodies: readonly object[]): Promise<number> {
    const records = bodies.map((body, index) => ({ messageId: String(index), body: JSON.stringify(body) }));
    const recordEffects = {
      deadLetters: {
        send(_record: unknown, cause: string) {
          deaths.push(cause);
          return Promise.resolve();
        },
      },
      observe: () => undefined,
    };
    return (await handleRecords(service, recordEffects, records)).length;
  }

  return {
    ...kit, effects, patching: { ...effects, slices: rememberSlices(kit.objects) } satisfies Patching, planned, spoke, calendar, alarms, service, admission, deliver, deaths,
    state: () => kit.table.items.get(TARGET_KEY)?.state,
    /** The alarm of the target, as the queue would deliver it. */
    due: () => JSON.parse(dueBody({ key: TARGET_KEY, dueAt: kit.table.items.get(TARGET_KEY)?.dueAt ?? 0 })) as object,
  };
}

export type PatchingInTest = ReturnType<typeof aPatchingService>;

/** Delivers the admission; returns how many messages are to be delivered again. */
export function admit(patching: PatchingInTest): Promise<number> {
  return patching.deliver(event('account-fanout', 'TargetsAdmitted', patching.admission));
}

/** Lets the alarm ring every minute for so long. */
export async function passMinutes(patching: PatchingInTest, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    patching.clock.advanceMinutes(1);
    await patching.deliver(patching.due());
  }
}

export function event(source: string, detailType: string, data: object): object {
  const metadata = { id: 'event', runId: RUN, occurredAt: '2026-03-10T02:00:00.000Z' };
  return { source: `patchwave.${source}`, 'detail-type': `${detailType}.v1`, detail: { metadata, data } };
}

export function controlChanged(control: RunControl): object {
  return event('planner', 'RunControlChanged', { runId: RUN, control, by: { kind: 'cli', id: 'ana' }, reason: '' });
}

/** `letters`: the verdicts, and after a space the causes where there are any. */
export function verified(command: number, look: number, letters: string): object {
  const [verdicts = '', causes = '.'.repeat(verdicts.length)] = letters.split(' ');
  const data = { ...identity, command, look, verdicts, causes, findingsKey: 'runs/findings.json' };
  return event('compliance-checker', 'InstancesVerified', data);
}

export function hint(of: 'Command' | 'Command Invocation', detail: unknown): object {
  return {
    source: 'aws.ssm', 'detail-type': `EC2 ${of} Status-change Notification`,
    account: '111111111111', region: 'us-east-1', detail,
  };
}
