import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ScaledClock } from '#local/clock/scaled-clock.ts';
import { createEventBridge, type EventBridge } from '#local/eventbridge/create-event-bridge.ts';
import { createFleet, type Fleet } from '#local/fleet/create-fleet.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';
import { createDelivery } from '#local/runtime/deliver-to-targets.ts';
import type { Invocation } from '#local/runtime/runtime-options.ts';
import { createRuntime, type Runtime } from '#local/runtime/runtime.ts';
import type { Stack } from '#local/runtime/template/stack.ts';
import { createScheduler } from '#local/scheduler/create-scheduler.ts';
import { createWire, type Wire } from '#local/wire/create-wire.ts';
import type { WireResponse } from '#local/wire/wire-message.ts';
import { httpApiBackend, HTTP_API_SIGNING_NAME } from '#local/runtime/http-api/http-api-backend.ts';
import type { CallCounts } from './call-counts.ts';
import { startCloudClock, type CloudClock } from './cloud-clock.ts';
import { hubPlace } from './hub-place.ts';
import { inProcessClients } from './in-process-clients.ts';
import { forwardToHub } from './forward-to-hub.ts';
import { openKeptFiles } from './kept-files.ts';

export interface LocalCloudOptions {
  /** 0: a free one. */
  port: number;
  /** Holds everything that must survive a kill; taken by this process already. */
  dataFolder: string;
  /** What `npm run package` printed. */
  stacks: readonly Stack[];
  fleet: FleetSize;
  /** Scaled milliseconds per real one while nothing works. */
  speed: number;
  calls: CallCounts;
  /** What `GET /_local/figures` answers, as JSON: what only this process can count. */
  figures: () => object;
  /** How often an event reaches a target of a rule: 0, 1 or 2. */
  copiesOf?: () => number;
  onInvocation?: (invocation: Invocation) => void;
  /** False: queues are not read, as if every function had no concurrency left. */
  functionsRun?: boolean;
  /** One line for people; not for stdout. */
  warn: (line: string) => void;
}

export interface LocalCloud {
  endpoint: string;
  clock: ScaledClock;
  fleet: Fleet;
  wire: Wire;
  eventBridge: EventBridge;
  runtime: Runtime;
  stop(): Promise<void>;
}

/** Brings up the whole system in this process: AWS on one endpoint, the fleet, and the packaged services. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const folder = join(options.dataFolder, 'cloud');
  mkdirSync(folder, { recursive: true });
  const time = startCloudClock(join(folder, 'clock'), options.speed);
  const kept = openKeptFiles(folder);
  const { clock } = time;
  const release = clock.hold();

  // The runtime serves what the bus delivers to, and is itself made from what the bus needs: asked late.
  const late: { runtime?: Runtime; wire?: Wire } = {};
  const deliver = createDelivery({ clock, sendToQueue: (...message) => must(late.wire).sendToQueue(...message), invoke: () => must(late.runtime).invoke });
  const eventBridge = createEventBridge({
    timers: clock,
    newId: randomUUID,
    deliver,
    ...(options.copiesOf === undefined ? {} : { faults: { copies: options.copiesOf } }),
    onLost: (lost) => options.warn(`lost: ${JSON.stringify(lost)}`),
  });
  const scheduler = createScheduler({ timers: clock, newId: randomUUID, deliver: eventBridge.deliver });
  const fleet = createFleet({
    ...options.fleet,
    timers: clock,
    journal: kept.journal,
    documents: kept.documents,
    publish: (accountId, region, { source, detail, resources, time: at, 'detail-type': detailType }) =>
      void eventBridge.publish(accountId, region, { source, detailType, detail, resources, timeMs: Date.parse(at) }),
  });
  const wire = await createWire({
    services: { ssm: fleet.ssm, ec2: fleet.ec2, events: eventBridge.service, scheduler: scheduler.service },
    backends: { [HTTP_API_SIGNING_NAME]: httpApiBackend((request, caller) => must(late.runtime).httpApi(request, caller)) },
    timers: clock,
    roles: fleet.roles,
    organization: fleet,
    alarms: { alarms: kept.alarms, publish: (...event) => eventBridge.publish(...event) },
    routes: { '/_local/figures': () => figuresAnswer(options.figures()) },
    onCall: options.calls.record,
    dataDir: folder,
  });
  late.wire = wire;
  async function close(): Promise<void> {
    clock.stop();
    await wire.close();
    kept.close();
    time.close();
  }
  const endpoint = await wire.listen(options.port).catch(async (error: unknown) => {
    // Open stores would keep the process alive, and the folder locked, after it has said why it cannot start.
    await close();
    throw error;
  });
  const runtime = runtimeOn(wire, endpoint, { ...options, folder, time });
  late.runtime = runtime;
  forwardToHub(eventBridge, fleet, options.fleet.regions);
  await runtime.start();
  release();
  return {
    endpoint, clock, fleet, wire, eventBridge, runtime,
    async stop() {
      await runtime.stop();
      await close();
    },
  };
}

interface RuntimeGround extends Pick<LocalCloudOptions, 'stacks' | 'dataFolder' | 'warn' | 'onInvocation' | 'functionsRun'> {
  folder: string;
  time: CloudClock;
}

function runtimeOn(wire: Wire, endpoint: string, { stacks, dataFolder, warn, onInvocation, functionsRun, folder, time }: RuntimeGround): Runtime {
  return createRuntime({
    stacks,
    place: { accountId: hubPlace.accountId, region: hubPlace.region, endpoint },
    queues: wire.queues,
    clients: inProcessClients(wire, endpoint),
    identities: wire.identities,
    clock: time.clock,
    clockCell: time.cell,
    workerFile: join(import.meta.dirname, '..', 'runtime', 'functions', 'function-worker.ts'),
    codeFolder: join(folder, 'code'),
    logFolder: join(dataFolder, 'logs'),
    newId: randomUUID,
    warn,
    ...(onInvocation === undefined ? {} : { onInvocation }),
    ...(functionsRun === undefined ? {} : { functionsRun }),
  });
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('local cloud: asked before it had started');
  return value;
}

function figuresAnswer(figures: object): WireResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(figures) };
}
