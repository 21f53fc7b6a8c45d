import type { Manifest } from '#shared/domain/plan.ts';
import type { RunList, RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import type { EventContract } from '#shared/events/contract.ts';
import type { Identity } from '#shared/events/scalars.ts';

/** A request to the services: an event like any other. The answer comes from the reporter's read model. */
export interface HubRequest<Data> {
  contract: EventContract<Data>;
  runId: string;
  data: Data;
}

/** What a person says of a wave. Who says it is whoever signs the request, so it stands nowhere in here. */
export interface Vote {
  wave: string;
  /** The hash that was shown. */
  waveHash: string;
  decision: 'approve' | 'reject';
  reason?: string;
}

/** What only the process of a local cloud can count; null on a deployed stage, where CloudTrail and CloudWatch do. */
export interface HubFigures {
  /** Calls by operation, of all services. */
  api: Record<string, number> | null;
  /** Sum of proportional set sizes of the process tree, sampled each second. */
  peakMemoryMiB: number | null;
}

export const noFigures: HubFigures = { api: null, peakMemoryMiB: null };

/** The hub as a person at a terminal sees it, whether it runs on this machine or in AWS. */
export interface Hub {
  /** In words: `http://127.0.0.1:4566` or `stage prod`. */
  readonly name: string;
  /** The hub's own time, epoch ms: a local hub's clock may run faster than the wall's. */
  now(): Promise<number>;
  /** Who the services will see as the one who asks. */
  identity(): Promise<Identity>;
  request<Data>(request: HubRequest<Data>): Promise<void>;
  /** Casts the vote of the one who asks. Resolves once it is taken; whether it counts, the read model tells. */
  vote(runId: string, vote: Vote): Promise<void>;
  figures(): Promise<HubFigures>;
  runs(): Promise<RunList>;
  run(runId: string): Promise<RunReadModel | undefined>;
  progressOf(run: RunReadModel): Promise<readonly WaveProgress[]>;
  manifestOf(run: RunReadModel): Promise<Manifest | undefined>;
  /** Where a person finds an object of the run bucket: `s3://<bucket>/<key>`. */
  placeOf(key: string): string;
  /** The text of an object in the run bucket. */
  readText(key: string): Promise<string | undefined>;
}
