import type { Manifest } from '#shared/domain/plan.ts';
import type { RunReadModel, WaveProgress } from '#shared/domain/read-model.ts';
import type { Hub, HubRequest, Vote } from './hub.ts';

export interface HubInMemory extends Hub {
  /** What was asked of the services, in order. */
  readonly requests: HubRequest<unknown>[];
  /** What was voted, in order. */
  readonly votes: (Vote & { runId: string })[];
}

export interface HubContent {
  runs?: readonly RunReadModel[];
  progress?: readonly WaveProgress[];
  manifests?: Readonly<Record<string, Manifest>>;
  texts?: Readonly<Record<string, string>>;
  now?: number;
  /** Who asks. */
  as?: string;
  /** What the services would make of a request: the runs as they stand then. By default they are down. */
  onRequest?: (request: HubRequest<unknown>, runs: readonly RunReadModel[]) => readonly RunReadModel[];
  /** The same of a vote. */
  onVote?: () => readonly RunReadModel[];
}

/** A hub whose read model is given, and whose services are one function. */
export function createHubInMemory({ runs: first = [], progress = [], manifests = {}, texts = {}, now = 0, as = 'ana', onRequest, onVote }: HubContent): HubInMemory {
  let runs = first;
  const requests: HubRequest<unknown>[] = [];
  const votes: HubInMemory['votes'] = [];
  return {
    name: 'a hub in memory',
    requests,
    votes,
    now: () => Promise.resolve(now),
    identity: () => Promise.resolve({ kind: 'cli', id: as }),
    request({ contract, runId, data }) {
      contract.parse({ metadata: { id: 'cli#1', runId, occurredAt: new Date(now).toISOString() }, data });
      const request = { contract, runId, data } as HubRequest<unknown>;
      requests.push(request);
      runs = onRequest?.(request, runs) ?? runs;
      return Promise.resolve();
    },
    vote(runId, vote) {
      votes.push({ runId, ...vote });
      runs = onVote?.() ?? runs;
      return Promise.resolve();
    },
    figures: () => Promise.resolve({ api: { SendCommand: 1 }, peakMemoryMiB: 1 }),
    runs: () => Promise.resolve({ runs: runs.map(({ runId, status, policyName, acceptedAt, lastFactAt }) => ({ runId, status, ...(policyName === undefined ? {} : { policyName }), at: acceptedAt ?? lastFactAt })) }),
    run: (runId) => Promise.resolve(runs.find((run) => run.runId === runId)),
    progressOf: ({ runId }) => Promise.resolve(progress.filter((one) => one.runId === runId)),
    manifestOf: ({ manifestKey = '' }) => Promise.resolve(manifests[manifestKey]),
    placeOf: (key) => `memory://${key}`,
    readText: (key) => Promise.resolve(texts[key]),
  };
}
