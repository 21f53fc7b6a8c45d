import { VirtualTimers } from '#local/clock/virtual-timers.ts';
import { createFleet, type Fleet } from '#local/fleet/create-fleet.ts';
import { fact } from '#shared/choreography/event-bus.ts';
import { InMemoryObjectStore } from '#shared/choreography/object-store.in-memory.ts';
import { reportKeyOf } from '#shared/domain/run-objects.ts';
import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { runRequested } from '#shared/events/run-requested.ts';
import { voteCast } from '#shared/events/vote-cast.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import { noFaults, type FaultRates } from '#test/world/faults.ts';
import { WorldAlarm, WorldCalendar } from '#test/world/guards.ts';
import { KnownBodies } from '#test/world/known-bodies.ts';
import { buildServices, queueNames, type QueueName } from '#test/world/services.ts';
import type { FleetEvent } from '#test/world/world.ts';
import { Accidents } from './accidents.ts';
import { functionLimits } from './function-limits.ts';
import { HopTimes } from './hop-times.ts';
import { PassingTime } from './passing-time.ts';
import { TimedDoor } from './timed-door.ts';
import { TimedBus, timedObjects, TimedTable } from './timed-hub.ts';
import { TimedQueue } from './timed-queue.ts';
import { isForwarded } from './forwarding-rule.ts';

export interface BenchOptions {
  seed: number;
  /** Spoke accounts; the one whose role refuses is among them from the ninth on. */
  accounts: number;
  instances: number;
  rates?: Partial<FaultRates>;
  /** The patching function dies right after every so many-th SendCommand; 0 for never. */
  diesAfterSend?: number;
}

const NIGHT = Date.UTC(2026, 2, 10, 2);
const TICK_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** A run ends by itself after three days. */
const RUN_HOURS_MAX = 80;
const limits = functionLimits();

/** The real handlers of all six services and a healthy fleet in virtual time, in which every step takes its time. */
export class BenchWorld {
  readonly timers = new VirtualTimers(NIGHT);
  readonly bus: TimedBus;
  readonly fleet: Fleet;
  readonly door: TimedDoor;
  readonly queues: Record<QueueName, TimedQueue>;
  readonly tables: TimedTable[] = [];
  readonly accidents: Accidents;
  /** Told of every event of the fleet, also of those that are lost on their way. */
  onFleetEvent: (event: FleetEvent) => void = () => undefined;
  private readonly time = new PassingTime(this.timers);
  private readonly stored = new InMemoryObjectStore();

  constructor(options: BenchOptions) {
    const { seed } = options;
    const bodies = new KnownBodies();
    const hub = { time: this.time, hops: new HopTimes(seed) };
    const accidents = new Accidents(seed, { rates: { ...noFaults, ...options.rates }, diesAfterSend: options.diesAfterSend ?? 0 });
    this.accidents = accidents;
    this.queues = Object.fromEntries(queueNames.map((name) => [name, new TimedQueue({ ...hub, ...limits[name], name, accidents, bodies })])) as Record<QueueName, TimedQueue>;
    this.bus = new TimedBus(hub, { queues: Object.values(this.queues), chance: accidents, bodies });
    this.fleet = createFleet({
      seed,
      accounts: options.accounts,
      regions: ['us-east-1'],
      instances: options.instances,
      timers: this.timers,
      publish: (_account, _region, event) => this.forward(event),
      options: { troubles: 'none', eventFaults: { lost: 0, doubled: 0 } },
    });
    this.door = new TimedDoor(hub, { fleet: this.fleet, chance: accidents, now: () => this.timers.now() });
    const built = buildServices({
      timers: this.timers, skewMs: () => 0, chance: accidents, bus: this.bus, objects: timedObjects(hub, this.stored), queues: this.queues, fleet: this.fleet, door: this.door,
      calendar: new WorldCalendar(), alarm: new WorldAlarm(),
      newTable: () => {
        const table = new TimedTable(hub);
        this.tables.push(table);
        return table;
      },
    });
    for (const name of queueNames) this.queues[name].service = built.services[name];
    this.tick();
  }

  /** Asks for the run. */
  request(source: RunSource): void {
    this.say(fact(runRequested, { runId: RUN_ID, requestedBy: { kind: 'cli' as const, id: 'ana' }, notAfter: this.timers.now() + HOUR_MS, ...(source as object) }));
  }

  approve({ wave, waveHash }: { wave: string; waveHash: string }): void {
    this.say(fact(voteCast, { runId: RUN_ID, wave, waveHash, decision: 'approve' as const, voter: { kind: 'api' as const, id: 'bo' }, notAfter: this.timers.now() + HOUR_MS }), 'patchwave.api');
  }

  /** Lets time pass until `done` says so, or fails when the hours are over. */
  async runUntil(done: () => boolean, hoursMax = RUN_HOURS_MAX): Promise<void> {
    const end = this.timers.now() + hoursMax * HOUR_MS;
    while (!done()) {
      if (this.timers.now() > end) throw new Error(`bench: ${String(hoursMax)} hours passed, and what was waited for never came. Dead letters: ${this.causesOfDeath().slice(0, 3).join('; ') || 'none'}`);
      await this.time.step();
    }
  }

  /** What the report says of each planned instance. */
  reportedOutcomes(): { instanceId: string; outcome: string }[] {
    const body = this.stored.bodies.get(reportKeyOf(RUN_ID, 'json'));
    if (body === undefined) throw new Error('bench: found no report');
    return (JSON.parse(body) as { instances: { instanceId: string; outcome: string }[] }).instances;
  }

  private causesOfDeath(): string[] {
    return Object.values(this.queues).flatMap(({ dead }) => dead.map(({ cause }) => cause));
  }

  private say(said: ReturnType<typeof fact>, source = 'patchwave.cli'): void {
    void this.bus.as(source).publish([{ ...said, id: `bench#${String(this.bus.facts.length)}`, runId: RUN_ID, occurredAt: this.timers.now() }]);
  }

  private forward(event: FleetEvent): void {
    this.onFleetEvent(event);
    if (isForwarded(event) && !this.accidents.strikes('lostHint')) this.queues.patching.send(JSON.stringify(event));
  }

  private tick(): void {
    this.timers.at(this.timers.now() + TICK_MS, () => this.tick());
    for (const name of ['control', 'admission', 'patching', 'checking', 'approving', 'reporting'] as const) this.queues[name].send('{"type":"Tick"}');
  }
}
