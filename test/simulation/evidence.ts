import type { FleetRecordEntry } from '#local/fleet/plan/fleet-record.ts';
import type { BudgetGroup } from '#shared/domain/plan.ts';
import type { RunDefinition, WaveDefinition } from '#shared/domain/run-definition.ts';
import type { SentCommand } from '#test/world/spoke-door.ts';
import type { FleetEvent } from '#test/world/world.ts';
import type { NightWindow } from './night-windows.ts';

const FINAL = new Set(['Success', 'Failed', 'TimedOut', 'Cancelled']);
/** Who deserves one of these is an error of its wave, and out of service for the rest of the run. */
const unhealthy = new Set(['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant']);

/** An instance as the plan and the fleet have it. */
export interface Member {
  wave: string;
  hash: string;
  /** `account/region`. */
  target: string;
  /** Instances of its target in its wave. */
  planned: number;
  zone: string;
  platform: 'Linux' | 'Windows';
  tags: Readonly<Record<string, string>>;
}

export interface KnownRun {
  runId: string;
  definition: RunDefinition;
  /** The policy's window, as it was drawn. */
  window: NightWindow | undefined;
  requester: string;
  /** What was planned, read from the immutable plan objects. */
  members: Map<string, Member>;
  /** The budget groups of all its slices, one after the other. */
  shares: readonly Pick<BudgetGroup, 'name' | 'limit' | 'lent'>[];
}

export interface Work {
  runId: string;
  wave: string;
  target: string;
  accountId: string;
}

/** The planner's word on a run. */
export interface Word {
  seq: number;
  state: string;
  haltedWaves: readonly string[];
}

interface Vote {
  wave: string;
  hash: string;
  voter: string;
}

/** What people did, what the fleet went through and what the plan says: all that a judgement rests on. */
export class Evidence {
  readonly runs = new Map<string, KnownRun>();
  readonly votes = new Map<string, Vote[]>();
  readonly tokens = new Set<string>();
  /** Instances on which a command is open, by the fleet's own events. */
  readonly open = new Map<string, Work>();
  /** When the last instance of a wave ended, by run and wave. */
  readonly lastEnd = new Map<string, number>();
  /** How often an instance was commanded, by run and instance. */
  readonly attempts = new Map<string, number>();
  readonly endsBefore = new Map<string, number>();
  readonly validUntil = new Map<string, number>();
  /** When instance-patcher had handled that an alarm halted a run. Nothing takes that back. */
  readonly haltedAt = new Map<string, number>();
  frozenSince: number | undefined;
  raisedSince: number | undefined;
  /** How far two services' clocks may be apart, in milliseconds. */
  readonly skewMs: number;
  /** What is wrong with each instance, by the fleet's own record. */
  readonly truth: ReadonlyMap<string, FleetRecordEntry>;
  /** The planner's word as instance-patcher has handled it. */
  private readonly word = new Map<string, Word & { at: number }>();
  private readonly possibleSeq = new Map<string, number>();

  constructor({ skewMs, truth }: { skewMs: number; truth: ReadonlyMap<string, FleetRecordEntry> }) {
    this.skewMs = skewMs;
    this.truth = truth;
  }

  learnVote(runId: string, vote: Vote): void {
    this.votes.set(runId, [...(this.votes.get(runId) ?? []), vote]);
  }

  /** A word that is being handled may be in force already, even if its handler dies. */
  learnPossibleWord(runId: string, seq: number): void {
    this.possibleSeq.set(runId, Math.max(seq, this.possibleSeq.get(runId) ?? -1));
  }

  /** instance-patcher has handled the planner's word: from now on it holds. */
  learnWord(runId: string, word: Word, at: number): void {
    if (word.seq > (this.word.get(runId)?.seq ?? -1)) this.word.set(runId, { ...word, at });
  }

  /** The word that holds beyond doubt: handled before this moment, and no later one on its way. */
  certainWord(runId: string, now: number): Word | undefined {
    const word = this.word.get(runId);
    if (word === undefined || word.at >= now) return undefined;
    return (this.possibleSeq.get(runId) ?? -1) <= word.seq ? word : undefined;
  }

  onFleetEvent(event: FleetEvent, now: number): void {
    if (event['detail-type'] !== 'EC2 Command Invocation Status-change Notification') return;
    if (!FINAL.has(String(event.detail['status']))) return;
    const id = String(event.detail['instance-id']);
    const work = this.open.get(id);
    this.open.delete(id);
    if (work !== undefined) this.lastEnd.set(`${work.runId}/${work.wave}`, now);
  }

  /** SSM took the command: its instances are in work, once more in this run. */
  noteSent({ token, accountId, region, instanceIds }: SentCommand, { run, definition }: Pick<Sending, 'run' | 'definition'>): void {
    const { runId } = run;
    this.tokens.add(token);
    for (const id of instanceIds) {
      this.open.set(id, { runId, wave: definition.name, target: `${accountId}/${region}`, accountId });
      this.attempts.set(`${runId}/${id}`, this.attemptsOf(runId, id) + 1);
    }
  }

  attemptsOf(runId: string, id: string): number {
    return this.attempts.get(`${runId}/${id}`) ?? 0;
  }

  openIn(runId: string, wave?: string): Work[] {
    return [...this.open.values()].filter((work) => work.runId === runId && (wave === undefined || work.wave === wave));
  }

  /** It was commanded and has not shown that it is healthy: its command is open, its second try is to come, or none of them helps. */
  isOutOfService(runId: string, id: string): boolean {
    if (this.open.get(id)?.runId === runId || this.isError(runId, id)) return true;
    const isFirstTry = this.truth.get(id)?.trouble === 'transient-failure' && this.attemptsInAll(id) === 1;
    return isFirstTry && this.attemptsOf(runId, id) === 1;
  }

  /** The first download in its life fails, whoever asked for it. */
  private attemptsInAll(id: string): number {
    return [...this.runs.keys()].reduce((sum, runId) => sum + this.attemptsOf(runId, id), 0);
  }

  /** Whoever was commanded and is broken is an error, whatever the system believes of it. */
  isError(runId: string, id: string): boolean {
    return this.attempts.has(`${runId}/${id}`) && unhealthy.has(this.truth.get(id)?.deserves ?? '');
  }
}

/** A command at the moment in which SSM takes it. */
export interface Sending {
  sent: SentCommand;
  run: KnownRun;
  definition: WaveDefinition;
  now: number;
}

/** The promises that a send breaks. Some judge before it is noted as evidence, some with it. */
export type Judge = (sending: Sending, evidence: Evidence) => Broken[];

export interface Broken {
  /** Of docs/architecture.md. */
  invariant: number;
  seen: string;
}

/** A list of one if it is true. */
export function brokenIf(condition: boolean, invariant: number, seen: string): Broken[] {
  return condition ? [{ invariant, seen }] : [];
}
