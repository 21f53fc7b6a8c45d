import type { Attention } from '#shared/domain/attention.ts';
import { votesOf, type RunReadModel, type WaveReadModel } from '#shared/domain/read-model.ts';

/** When half of the time to answer is over for the first wave that still waits for people, epoch ms; each is told once. */
export function unansweredDueAt(run: RunReadModel): number | undefined {
  const times = untold(run).map(({ halfAt }) => halfAt);
  return times.length === 0 ? undefined : Math.min(...times);
}

export function raisedByUnanswered(run: RunReadModel, now: number): Attention[] {
  return untold(run).filter(({ halfAt }) => halfAt <= now).map(({ wave, halfAt, votes, quorum }) => ({
    kind: 'ApprovalUnanswered',
    subject: subjectOf(wave),
    detail: `${votes} of ${quorum} votes, and half of the time to answer is over.`,
    at: halfAt,
  }));
}

interface Waiting {
  wave: WaveReadModel;
  halfAt: number;
  votes: number;
  quorum: number;
}

function untold(run: RunReadModel): Waiting[] {
  if (run.ending !== undefined) return [];
  return run.waves.flatMap((wave) => {
    const { approval } = wave;
    if (approval?.state !== 'requested' || approval.expiresAt === undefined || isTold(run, wave)) return [];
    const askedAt = approval.askedAt ?? approval.at;
    return [{ wave, halfAt: Math.round((askedAt + approval.expiresAt) / 2), votes: votesOf(approval).length, quorum: approval.quorum ?? 1 }];
  });
}

function isTold({ attention = [] }: RunReadModel, wave: WaveReadModel): boolean {
  return attention.some(({ kind, subject }) => kind === 'ApprovalUnanswered' && subject === subjectOf(wave));
}

function subjectOf({ name }: WaveReadModel): string {
  return `wave ${name}`;
}
