import type { Reading } from './last-readings.ts';

/** How full a queue is; all approximate, as SQS says itself. */
export interface QueueDepth {
  /** Without the stage's prefix: `planner-control`, `planner-control-dlq`. */
  name: string;
  waiting: number;
  inFlight: number;
}

/** Rules or schedules of the stage. */
export interface Switches {
  enabled: number;
  disabled: readonly string[];
}

export interface ManagedInstances {
  online: number;
  /** Their agent has not been heard of lately. */
  lost: number;
}

/** The spoke as the assumed role sees it. */
export interface SpokeProbe {
  managedInstances(region: string): Promise<ManagedInstances>;
}

/** What the hub side of a stage is configured to present to its spokes. */
export interface SpokeTrust {
  roleName: string;
  /** Undefined: not known here. */
  externalId: string | undefined;
  /** Undefined: not known here. */
  organizationId: string | undefined;
  /** Commands go only to instances whose tag `Patchwave` has this value; empty: to any. */
  optInTagValue: string;
}

/** What `patchwave doctor` asks of a hub and its spokes. Every call rejects with the error of the SDK. */
export interface Probe {
  /** In words: `http://127.0.0.1:4566` or `stage prod`. */
  readonly name: string;
  readonly stage: string;
  /** Known beforehand on a local cloud only. */
  readonly hubAccountId?: string;
  readonly trust: SpokeTrust;
  region(): Promise<string>;
  caller(): Promise<{ accountId: string; arn: string }>;
  rules(): Promise<Switches>;
  schedules(): Promise<Switches>;
  queues(): Promise<readonly QueueDepth[]>;
  /** `ACTIVE` when it can be used. */
  tableStatus(service: string): Promise<string>;
  /** Lists one object of the run bucket. */
  readBucket(): Promise<void>;
  /** The active accounts of the organization. */
  accounts(): Promise<readonly string[]>;
  assumeSpokeRole(accountId: string): Promise<SpokeProbe>;
  /** What the plans of the last runs tell of each account. */
  lastReadings(): Promise<ReadonlyMap<string, Reading>>;
}
