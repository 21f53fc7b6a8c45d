import { createInMemorySpokeInventory } from '#services/account-fanout/src/effects/spoke-inventory.in-memory.ts';
import { admissionService } from '#services/account-fanout/src/handlers/admission-service.ts';
import { discoveryService } from '#services/account-fanout/src/handlers/discovery-service.ts';
import { approvalService } from '#services/approval/src/handlers/approval-service.ts';
import { createInMemorySpokeEvidence } from '#services/compliance-checker/src/effects/spoke-evidence.in-memory.ts';
import { createChecking } from '#services/compliance-checker/src/handlers/checking-service.ts';
import { createInMemoryAlarmGate } from '#services/instance-patcher/src/effects/alarm-gate.in-memory.ts';
import { createInMemoryChangeCalendar } from '#services/instance-patcher/src/effects/change-calendar.in-memory.ts';
import { createInMemorySpokeCommands } from '#services/instance-patcher/src/effects/spoke-commands.in-memory.ts';
import { createPatchingService } from '#services/instance-patcher/src/handlers/patching-service.ts';
import { InMemoryOrganizationDirectory } from '#services/planner/src/effects/organization-directory.in-memory.ts';
import { controlService } from '#services/planner/src/handlers/control-service.ts';
import { plannerEffects } from '#services/planner/src/handlers/planner-aggregates.ts';
import { planningService } from '#services/planner/src/handlers/planning-service.ts';
import { createReading } from '#services/reporter/src/handlers/reading-service.ts';
import { createReporting } from '#services/reporter/src/handlers/reporting-service.ts';
import type { Clock } from '#shared/choreography/clock.ts';
import type { QueueService } from '#shared/choreography/handle-records.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { dueBody } from '#shared/choreography/message.ts';
import { InMemoryTable } from '#shared/choreography/item-store.in-memory.ts';
import { createRestoreMarks } from '#shared/choreography/restore-mark.ts';
import type { DueIndex, DueQueue, ItemStore } from '#shared/choreography/item.ts';
import type { Fleet } from '#local/fleet/create-fleet.ts';
import { crashing } from './crashing.ts';
import type { Chance } from './faults.ts';
import type { WorldAlarm, WorldCalendar } from './guards.ts';
import type { SpokeDoor } from './spoke-door.ts';
import type { WorldBus } from './world-bus.ts';
import type { WorldQueue } from './world-queue.ts';

export const queueNames = [
  'planning', 'control', 'discovery', 'admission', 'patching', 'checking', 'approving', 'reading', 'reporting',
] as const;
export type QueueName = (typeof queueNames)[number];

export interface Surroundings {
  timers: Clock;
  skewMs: (service: string) => number;
  chance: Chance;
  bus: WorldBus;
  objects: ObjectStore;
  queues: Record<QueueName, WorldQueue>;
  fleet: Fleet;
  door: SpokeDoor;
  calendar: WorldCalendar;
  alarm: WorldAlarm;
  /** The services look for the mark of a restore; else nobody does, and nights are as they are without it. */
  restorable?: boolean;
  /** Another kind of table than the usual one, as one whose reads and writes take time. */
  newTable?: () => InMemoryTable;
}

const FUNCTION_TIMEOUT_MS = 60_000;

/** The real handlers and cores of all six services; only what lies behind their interfaces is this world's. */
export function buildServices(world: Surroundings): { services: Record<QueueName, QueueService>; tables: Record<string, InMemoryTable> } {
  const { chance, door } = world;
  const tables: Record<string, InMemoryTable> = {};
  const kitOf = (service: string, queue: QueueName) => {
    const table = (tables[service] ??= world.newTable?.() ?? new InMemoryTable());
    return {
      clock: { now: () => world.timers.now() + world.skewMs(service) },
      items: <State, Recipe>(): ItemStore<State, Recipe> => crashing(chance, table.store<State, Recipe>()),
      dueIndex: staleIndex(chance, table),
      dueQueue: crashing(chance, dueQueueOf(world.queues[queue])),
      bus: crashing(chance, world.bus.as(`patchwave.${service}`)),
      objects: crashing(chance, world.objects),
      backOff: () => Promise.resolve(),
    };
  };
  const planning = kitOf('planner', 'planning');
  const control = kitOf('planner', 'control');
  const admission = kitOf('account-fanout', 'admission');
  const patching = kitOf('instance-patcher', 'patching');
  const marksIn = (kit: ReturnType<typeof kitOf>) => (world.restorable === true ? { restores: createRestoreMarks(kit) } : {});
  const checking = kitOf('compliance-checker', 'checking');
  const reading = kitOf('reporter', 'reading');
  const reporting = kitOf('reporter', 'reporting');
  const organization = new InMemoryOrganizationDirectory(
    world.fleet.accounts.map(({ id, ouId }) => ({ id, active: true, unitId: ouId })),
    world.fleet.organizationalUnits,
  );
  return {
    tables,
    services: {
      planning: planningService({ ...plannerEffects(planning), organization: crashing(chance, organization) }),
      control: controlService({ ...plannerEffects(control), planningQueue: dueQueueOf(world.queues.planning) }),
      discovery: discoveryService({
        ...kitOf('account-fanout', 'discovery'),
        spokes: crashing(chance, createInMemorySpokeInventory((...call) => door.callAfterAssuming(...call))),
        roleName: 'PatchExecRole',
      }),
      admission: admissionService({ ...admission, ...marksIn(admission) }),
      patching: createPatchingService({
        ...patching,
        ...marksIn(patching),
        spokeCommands: crashing(chance, createInMemorySpokeCommands((...call) => door.call(...call))),
        calendar: crashing(chance, createInMemoryChangeCalendar(() => unlessThrottled(chance, () => world.calendar.answer(world.timers.now())))),
        alarms: crashing(chance, createInMemoryAlarmGate(() => unlessThrottled(chance, () => world.alarm.answer()))),
        functionTimeoutMs: FUNCTION_TIMEOUT_MS,
      }),
      checking: createChecking({
        ...checking,
        evidence: crashing(chance, createInMemorySpokeEvidence((...call) => door.callAfterAssuming(...call))),
      }),
      approving: approvalService(kitOf('approval', 'approving')),
      reading: createReading(reading),
      reporting: createReporting({ ...reporting, metrics: { record: () => undefined } }),
    },
  };
}

function dueQueueOf(queue: WorldQueue): DueQueue {
  return {
    post(due, delaySeconds) {
      queue.send(dueBody(due), delaySeconds);
      return Promise.resolve();
    },
  };
}

function unlessThrottled<Answer>(chance: Chance, answer: () => Answer): Answer {
  if (chance.strikes('throttle')) throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  return answer();
}

/** An index is read as it was a moment ago: now and then a row is not there yet. */
function staleIndex(chance: Chance, table: InMemoryTable): DueIndex {
  return {
    async before(epochMs) {
      const due = await table.before(epochMs);
      return due.filter(() => !chance.strikes('staleRead'));
    },
  };
}
