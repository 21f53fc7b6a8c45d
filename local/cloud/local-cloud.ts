import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';

import { ScaledClock } from '#local/clock/scaled-clock.ts';
import { wall } from '#local/clock/wall.ts';
import { createEventBridge, type EventBridge } from '#local/eventbridge/create-event-bridge.ts';
import { createFleet, type Fleet } from '#local/fleet/create-fleet.ts';
import type { FleetSize } from '#local/fleet/plan/fleet-plan.ts';
import { createDelivery } from '#local/runtime/deliver-to-targets.ts';
import type { Invocation } from '#local/runtime/runtime-options.ts';
import { createRuntime, type Runtime } from '#local/runtime/runtime.ts';
import type { Stack } from '#local/runtime/template/stack.ts';
import { createScheduler } from '#local/scheduler/create-scheduler.ts';
import { createWire, type Wire } from '#local/wire/create-wire.ts';
import { httpApiBackend, HTTP_API_SIGNING_NAME } from '#local/runtime/http-api/http-api-backend.ts';
import type { CallCounts } from './call-counts.ts';
import { openClockFile } from './clock-file.ts';
import { hubPlace } from './hub-place.ts';
import { openJournalFile } from './journal-file.ts';
import { forwardHints } from './forward-hints.ts';

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
  /** How often an event reaches a target of a rule: 0, 1 or 2. */
  copiesOf?: () => number;
  onInvocation?: (invocation: Invocation) => void;
  /** One line for people; not for stdout. */
  warn(line: string): void;
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
  const time = startClock(join(folder, 'clock'), options.speed);
  const journal = openJournalFile(join(folder, 'fleet.jsonl'));
  const { clock } = time;
  const release = clock.hold();

  // The runtime serves what the bus delivers to, and is itself made from what the bus needs: asked late.
  const late: { runtime?: Runtime; sqs?: SQSClient } = {};
  const deliver = createDelivery({ clock, sqs: lateClient(() => late.sqs), invoke: () => must(late.runtime).invoke });
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
    journal,
    publish: (accountId, region, { source, detail, resources, time: at, 'detail-type': detailType }) =>
      void eventBridge.publish(accountId, region, { source, detailType, detail, resources, timeMs: Date.parse(at) }),
  });
  const wire = await createWire({
    services: { ssm: fleet.ssm, ec2: fleet.ec2, events: eventBridge.service, scheduler: scheduler.service },
    backends: { [HTTP_API_SIGNING_NAME]: httpApiBackend((request, caller) => must(late.runtime).httpApi(request, caller)) },
    timers: clock,
    roles: fleet.roles,
    organization: fleet,
    onCall: options.calls.record,
    dataDir: folder,
  });
  const endpoint = await wire.listen(options.port);
  const clients = inProcessClients(wire, endpoint);
  late.sqs = clients.sqs;
  const runtime = createRuntime({
    stacks: options.stacks,
    place: { accountId: hubPlace.accountId, region: hubPlace.region, endpoint },
    queues: wire.queues,
    clients,
    identities: wire.identities,
    clock,
    clockCell: time.cell,
    workerFile: join(import.meta.dirname, '..', 'runtime', 'functions', 'function-worker.ts'),
    codeFolder: join(folder, 'code'),
    logFolder: join(options.dataFolder, 'logs'),
    newId: randomUUID,
    warn: (line) => options.warn(line),
    ...(options.onInvocation === undefined ? {} : { onInvocation: options.onInvocation }),
  });
  late.runtime = runtime;
  forwardHints(eventBridge, fleet, options.fleet.regions);
  await runtime.start();
  release();
  return {
    endpoint, clock, fleet, wire, eventBridge, runtime,
    async stop() {
      await runtime.stop();
      clock.stop();
      await wire.close();
      journal.close();
      time.close();
    },
  };
}

function startClock(path: string, speed: number) {
  const file = openClockFile(path);
  const cell = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const standing = new Float64Array(cell);
  const clock = new ScaledClock({
    startMs: file.stoodAtMs ?? Date.now(),
    speed,
    wall,
    onStand(nowMs) {
      standing[0] = nowMs;
      file.write(nowMs);
    },
  });
  return { clock, cell, close: () => file.close() };
}

function inProcessClients({ requestHandler }: Wire, endpoint: string) {
  const configuration = {
    region: hubPlace.region,
    endpoint,
    requestHandler,
    credentials: { accessKeyId: hubPlace.accessKeyId, secretAccessKey: hubPlace.accessKeyId },
  };
  return {
    sqs: new SQSClient(configuration),
    dynamoDb: new DynamoDBClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    eventBridge: new EventBridgeClient(configuration),
    scheduler: new SchedulerClient(configuration),
  };
}

/** A client that exists by the time it is first used. */
function lateClient(client: () => SQSClient | undefined): SQSClient {
  return new Proxy({} as SQSClient, { get: (_nothing, name) => Reflect.get(must(client()), name) as unknown });
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('local cloud: asked before it had started');
  return value;
}
