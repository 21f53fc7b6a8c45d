import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createFleet, type Fleet } from '#local/fleet/create-fleet.ts';
import type { PlanOptions } from '#local/fleet/plan/fleet-plan.ts';
import type { FleetRecordEntry } from '#local/fleet/plan/fleet-record.ts';
import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import type { InMemoryTable } from '#shared/choreography/item-store.in-memory.ts';
import { fact } from '#shared/choreography/event-bus.ts';
import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { runReadKeyOf, type RunReadModel } from '#shared/domain/read-model.ts';
import { hasRunEnded } from '#shared/domain/status.ts';
import { reportKeyOf } from '#shared/domain/run-objects.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import { voteCast } from '#shared/events/vote-cast.ts';
import { runControlRequested } from '#shared/events/run-control-requested.ts';
import { Chance, noFaults, type FaultRates } from './faults.ts';
import { WorldAlarm, WorldCalendar } from './guards.ts';
import { KnownBodies } from './known-bodies.ts';
import { buildServices, queueNames, type QueueName } from './services.ts';
import { SpokeDoor } from './spoke-door.ts';
import { WorldBus } from './world-bus.ts';
import { TICK, WorldQueue } from './world-queue.ts';

export interface FleetEvent {
  source: string;
  'detail-type': string;
  detail: Record<string, unknown>;
}

export interface WorldOptions {
  seed: number;
  accounts: number;
  regions: readonly string[];
  instances: number;
  faults: FaultRates;
  /** How often two handlers work at the same moment, from 0 to 1. */
  atOnce: number;
  /** How far a service's clock is off, in milliseconds. */
  skewMs: (service: string) => number;
  /** Another source of chance than the usual one. */
  chance?: Chance;
  /** Its tables may be restored to an earlier moment. */
  restorable?: boolean;
  /** Overrules the usual trouble of an instance. */
  troubleOf?: PlanOptions['troubleOf'];
}

const smallWorld: WorldOptions = { seed: 1, accounts: 3, regions: ['us-east-1'], instances: 24, faults: noFaults, atOnce: 0, skewMs: () => 0 };

/** When every night begins, epoch ms. */
export const NIGHT = Date.UTC(2026, 2, 10, 2);
const MINUTE_MS = 60_000;
const AT_ONCE_MS = 300;
const TICK_MS = 5 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

const terminalCommand = new Set(['Success', 'Failed', 'TimedOut', 'Cancelled', 'Incomplete', 'Terminated']);
const quietInvocation = new Set(['Success', 'Pending', 'InProgress', 'Delayed', 'Cancelling']);

/**
 * The six services, the fleet, a bus and their queues under one virtual clock, with one seeded source of trouble.
 * What takes a night on AWS takes a moment here, and the same seed gives the same night.
 */
export class World {
  readonly timers = new VirtualTimers(NIGHT);
  readonly chance: Chance;
  readonly bus: WorldBus;
  readonly objects = new InMemoryObjectStore();
  readonly fleet: Fleet;
  readonly queues: Record<QueueName, WorldQueue>;
  readonly tables: Record<string, InMemoryTable>;
  readonly door: SpokeDoor;
  /** Told of every event of the fleet, also of those that are lost on their way. */
  onFleetEvent: (event: FleetEvent) => void = () => undefined;
  readonly calendar = new WorldCalendar();
  readonly alarm = new WorldAlarm();
  /** How often the calendar closed between the assumed role and the send. */
  editsBeforeSend = 0;
  /** Dead letters that were replayed after the items had expired that they were for. */
  lateLetters = 0;
  private sleeping = false;
  private readonly options: WorldOptions;
  private readonly ready: (() => Promise<void>)[] = [];
  private readonly readKeys = new Map<string, string>();

  constructor(overrides: Partial<WorldOptions> = {}) {
    const options = { ...smallWorld, ...overrides };
    this.options = options;
    this.chance = options.chance ?? new Chance(options.seed, options.faults);
    const bodies = new KnownBodies();
    const setting = { timers: this.timers, chance: this.chance, bodies, ready: (work: () => Promise<void>) => void this.ready.push(work) };
    this.queues = Object.fromEntries(queueNames.map((name) => [name, new WorldQueue(setting)])) as Record<QueueName, WorldQueue>;
    this.bus = new WorldBus({ queues: Object.values(this.queues), chance: this.chance, bodies });
    const fleet = createFleet({
      ...options,
      timers: this.timers,
      publish: (_account, _region, event) => this.hint(event),
      options: { eventFaults: { lost: 0, doubled: 0 }, ...(options.troubleOf === undefined ? {} : { troubleOf: options.troubleOf }) },
    });
    // What the fleet deserves follows from how it was built, and is asked for often.
    const record = fleet.record();
    this.fleet = { ...fleet, record: () => record };
    this.chance.onPowerCut = () => this.loseAllQueues();
    this.door = new SpokeDoor({ fleet: this.fleet, chance: this.chance, now: () => this.timers.now() });
    const built = buildServices({ timers: this.timers, skewMs: options.skewMs, chance: this.chance, bus: this.bus, objects: this.objects, queues: this.queues, fleet: this.fleet, door: this.door, calendar: this.calendar, alarm: this.alarm, restorable: options.restorable === true });
    this.tables = built.tables;
    for (const name of queueNames) this.queues[name].service = built.services[name];
    this.tick();
  }

  async request(source: RunSource, runId: string): Promise<void> {
    const now = this.timers.now();
    const data = { runId, requestedBy: { kind: 'cli' as const, id: 'ana' }, notAfter: now + HOUR_MS, ...(source as object) };
    await this.say(fact(runRequested, data), runId);
  }

  async approve(runId: string, { wave, waveHash, voter = 'bo' }: { wave: string; waveHash: string; voter?: string }): Promise<void> {
    const data = { runId, wave, waveHash, decision: 'approve' as const, voter: { kind: 'api' as const, id: voter }, notAfter: this.timers.now() + HOUR_MS };
    await this.say(fact(voteCast, data), runId, 'patchwave.api');
  }

  async control(runId: string, action: 'pause' | 'resume' | 'abort'): Promise<void> {
    const data = { runId, action, requestedBy: { kind: 'cli' as const, id: 'ana' }, reason: 'a test', notAfter: this.timers.now() + HOUR_MS };
    await this.say(fact(runControlRequested, data), runId);
  }

  /** Lets time pass until `done` says so, or fails when the hours are over. */
  async runUntil(done: () => boolean, hoursMax = 96): Promise<void> {
    const end = this.timers.now() + hoursMax * HOUR_MS;
    while (!done()) {
      const next = this.timers.nextDueMs();
      if (next === undefined || next > end) throw new Error(`world: ${String(hoursMax)} hours passed, and what was waited for never came`);
      this.timers.advanceTo(next + this.blinkMs());
      await this.work();
    }
  }

  /** What comes within the same fraction of a second may be handled at the same moment. */
  private blinkMs(): number {
    return this.chance.random.chance(this.options.atOnce) ? this.chance.random.integer(0, AT_ONCE_MS) : 0;
  }

  /** Runs what is ready: one handler after another, or now and then two at the same moment. */
  private async work(): Promise<void> {
    for (let work = this.ready.shift(); work !== undefined; work = this.ready.shift()) {
      const other = this.chance.random.chance(this.options.atOnce) ? this.ready.shift() : undefined;
      this.chance.atOnce = other === undefined ? 1 : 2;
      await Promise.all([work(), other?.()]);
    }
    this.chance.atOnce = 1;
  }

  /** Runs to the end of the run and its report, approving each wave as it asks. */
  async runToEnd(runId: string): Promise<RunReadModel> {
    const voted = new Set<string>();
    await this.runUntil(() => {
      for (const { name, approval } of this.run(runId)?.waves ?? []) {
        if (approval?.state !== 'requested' || voted.has(name)) continue;
        voted.add(name);
        void this.approve(runId, { wave: name, waveHash: approval.waveHash });
      }
      return this.hasEnded(runId);
    });
    const run = this.run(runId);
    if (run === undefined) throw new Error('world: the run has no read model');
    return run;
  }

  run(runId: string): RunReadModel | undefined {
    const key = this.readKeys.get(runId) ?? runReadKeyOf(runId);
    this.readKeys.set(runId, key);
    return this.tables['reporter']?.items.get(key)?.state as RunReadModel | undefined;
  }

  report(runId: string): { instances: { instanceId: string; outcome: string; cause?: string; attempts: number }[] } {
    return JSON.parse(this.objects.bodies.get(reportKeyOf(runId, 'json')) ?? 'null') as ReturnType<World['report']>;
  }

  /** What each planned instance deserves, by the fleet's own record. */
  deserved(): Map<string, FleetRecordEntry> {
    return new Map(this.fleet.record().map((entry) => [entry.instanceId, entry]));
  }

  /** The alarm changes its state; EventBridge tells the hub, and that can be lost like any hint. */
  turnAlarm(state: 'ALARM' | 'OK'): void {
    const event = this.alarm.turn(state, this.timers.now());
    if (event !== undefined && !this.chance.strikes('alarmEventLost')) this.queues.control.send(event);
  }

  loseAllQueues(): void {
    for (const queue of Object.values(this.queues)) queue.purge();
  }

  /** No function runs for so long, and whatever is under way meanwhile is lost. The fleet goes on. */
  standStill(minutes: number): void {
    this.timers.advanceBy(minutes * MINUTE_MS);
    this.ready.splice(0);
    this.loseAllQueues();
  }

  /** Lets days go by in which nobody does anything; what was due meanwhile is due when they are over. */
  sleepDays(days: number): void {
    this.sleeping = true;
    this.timers.advanceBy(days * 24 * HOUR_MS);
    this.sleeping = false;
    this.ready.splice(0);
  }

  hoursGone(): number {
    return (this.timers.now() - NIGHT) / HOUR_MS;
  }

  replayArchive(): void {
    this.bus.replay();
  }

  hasEnded(runId: string): boolean {
    const run = this.run(runId);
    return run !== undefined && hasRunEnded(run.status) && (run.report !== undefined || run.rejection !== undefined);
  }

  private async say(said: ReturnType<typeof fact>, runId: string, source = 'patchwave.cli'): Promise<void> {
    const id = `test#${String(this.bus.facts.length)}`;
    const event = { ...said, id, runId, occurredAt: this.timers.now() };
    const bus = this.bus.as(source);
    let confirmed = await bus.publish([event]);
    while (!confirmed.has(id)) confirmed = await bus.publish([event]);
  }

  /** The spokes' forwarding rule and the hub's: ended commands, and invocations that did not succeed. */
  private hint(event: FleetEvent): void {
    this.onFleetEvent(event);
    const status = String(event.detail['status']);
    const wanted =
      event['detail-type'] === 'EC2 Command Status-change Notification'
        ? terminalCommand.has(status)
        : event['detail-type'] === 'EC2 Command Invocation Status-change Notification' && !quietInvocation.has(status);
    if (wanted && !this.chance.strikes('lostHint')) this.queues.patching.send(JSON.stringify(event));
  }

  private tick(): void {
    this.timers.at(this.timers.now() + (this.sleeping ? 24 * HOUR_MS : TICK_MS), () => this.tick());
    if (this.sleeping) return;
    for (const name of ['control', 'admission', 'patching', 'checking', 'approving', 'reporting'] as const) {
      this.queues[name].send(TICK);
    }
  }
}
