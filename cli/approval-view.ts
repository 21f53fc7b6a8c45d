import { votesOf, type RunReadModel, type WaveApproval, type WaveReadModel } from '#shared/domain/read-model.ts';
import { badInput } from './exit-codes.ts';

/** What `--json` says of one approval; times in ISO 8601 UTC. What is not known is left out. */
export interface ApprovalView {
  runId: string;
  wave: string;
  /** `none`: the wave needs no approval, or nobody was asked yet. */
  state: 'none' | 'requested' | 'approved' | 'rejected' | 'expired';
  waveHash?: string;
  instances?: number;
  quorum?: number;
  policyName?: string;
  requestedBy?: string;
  expiresAt?: string;
  validUntil?: string;
  /** Whose approvals count while more are needed. */
  votes?: string[];
  by?: string[];
  reason?: string;
}

export function approvalView({ runId, policyName, requestedBy }: RunReadModel, { name, hash, planned, approval }: WaveReadModel): ApprovalView {
  return {
    runId,
    wave: name,
    state: approval?.state ?? 'none',
    ...known({ waveHash: hash, instances: planned, policyName, requestedBy: requestedBy?.id }),
    ...(approval === undefined ? {} : request(approval)),
  };
}

function request(approval: WaveApproval): Partial<ApprovalView> {
  const { state, waveHash, quorum, expiresAt, validUntil, by, reason } = approval;
  const votes = state === 'requested' ? votesOf(approval).map(({ by: voter }) => voter.id) : [];
  return known({
    waveHash, quorum, expiresAt: timeOf(expiresAt), validUntil: timeOf(validUntil), votes: votes.length === 0 ? undefined : votes,
    by: by?.map(({ id }) => id), reason,
  });
}

export function waveOf(run: RunReadModel, name: string): WaveReadModel {
  const wave = run.waves.find((one) => one.name === name);
  if (wave !== undefined) return wave;
  const names = run.waves.map((one) => one.name);
  throw badInput(`wave: found "${name}", expected ${names.length === 0 ? 'a run that has a plan' : `one of ${names.join(', ')}`}.`);
}

function timeOf(epochMs: number | undefined): string | undefined {
  return epochMs === undefined ? undefined : new Date(epochMs).toISOString();
}

type Known<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

function known<Members extends object>(members: Members): Known<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== '')) as Known<Members>;
}
