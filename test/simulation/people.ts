import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import type { RunReadModel } from '#shared/domain/read-model.ts';
import type { World } from '#test/world/world.ts';
import type { Night } from './night.ts';
import type { Oracle } from './oracle.ts';

const MINUTE_MS = 60_000;
const SECOND_VOTER_MS = 20 * MINUTE_MS;
const ASKED_AGAIN_MS = 70 * MINUTE_MS;

type Habits = Night['approval'] & { quorum: number };

/** The approver of the night: late, doubled, hindered by a requester who tries alone, as the seed has it. */
export class Approver {
  private readonly askedAt = new Map<string, number>();
  /** When the vote was cast last: who is still asked long after it votes again, as a vote can be lost like any message. */
  private readonly votedAt = new Map<string, number>();
  private readonly world: World;
  private readonly oracle: Oracle;
  private readonly habits: Habits;

  constructor({ world, oracle, habits }: { world: World; oracle: Oracle; habits: Habits }) {
    this.world = world;
    this.oracle = oracle;
    this.habits = habits;
  }

  look(run: RunReadModel | undefined): void {
    if (run === undefined) return;
    for (const { name, approval } of run.waves) {
      if (approval?.state === 'requested') this.consider(run.runId, { key: `${run.runId}/${name}`, wave: name, waveHash: approval.waveHash });
    }
  }

  private consider(runId: string, asked: Asked): void {
    const since = this.askedAt.get(asked.key);
    if (since === undefined) this.hear(runId, asked);
    else if (this.world.timers.now() - since >= this.habits.delayMinutes * MINUTE_MS && !this.votedLately(asked)) this.decide(runId, asked);
  }

  private votedLately({ key }: Asked): boolean {
    return this.world.timers.now() - (this.votedAt.get(key) ?? -Infinity) < ASKED_AGAIN_MS;
  }

  private hear(runId: string, { key, wave, waveHash }: Asked): void {
    this.askedAt.set(key, this.world.timers.now());
    if (this.habits.requesterTriesFirst) this.vote(runId, { wave, waveHash, voter: 'ana' });
    if (this.habits.wrongHashFirst) this.vote(runId, { wave, waveHash: 'f'.repeat(64), voter: 'cy' });
  }

  private decide(runId: string, { key, wave, waveHash }: Asked): void {
    this.votedAt.set(key, this.world.timers.now());
    this.vote(runId, { wave, waveHash, voter: 'bo' });
    if (this.habits.twice) this.vote(runId, { wave, waveHash, voter: 'bo' });
    if (this.habits.quorum > 1) this.world.timers.at(this.world.timers.now() + SECOND_VOTER_MS, () => this.vote(runId, { wave, waveHash, voter: 'di' }));
  }

  private vote(runId: string, cast: { wave: string; waveHash: string; voter: string }): void {
    this.oracle.evidence.learnVote(runId, { wave: cast.wave, hash: cast.waveHash, voter: cast.voter });
    void this.world.approve(runId, cast);
  }
}

/** Whoever asked for a run and heard nothing asks again, with the same id: a request can be lost like any message. */
export class Asker {
  private readonly askedAt = new Map<string, number>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  ask(runId: string, source: RunSource): void {
    const now = this.world.timers.now();
    if (now - (this.askedAt.get(runId) ?? -Infinity) < ASKED_AGAIN_MS || this.hasAnswer(runId)) return;
    this.askedAt.set(runId, now);
    void this.world.request(source, runId);
  }

  private hasAnswer(runId: string): boolean {
    const run = this.world.run(runId);
    return run?.acceptedAt !== undefined || run?.rejection !== undefined || run?.ending !== undefined;
  }
}

interface Asked {
  key: string;
  wave: string;
  waveHash: string;
}
