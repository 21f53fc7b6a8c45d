import { concurrencyOf, errorsAllowed } from '#shared/domain/quota.ts';
import type { FleetRecordEntry } from '#local/fleet/plan/fleet-record.ts';
import type { RunDefinition, WaveDefinition } from '#shared/domain/run-definition.ts';
import type { SentCommand } from '#test/world/spoke-door.ts';
import type { FleetEvent } from '#test/world/world.ts';
import { Violation } from './violation.ts';

const FINAL = new Set(['Success', 'Failed', 'TimedOut', 'Cancelled']);
/** AWS-RunPatchBaseline may run this long once it was delivered. */
const EXECUTION_SECONDS = 7_200;
/** A change of the calendar must be known within this. */
const CALENDAR_KNOWN_MS = 60_000;
const errors = new Set(['Failed', 'TimedOut', 'Unreachable', 'LostAfterReboot', 'NonCompliant']);

export interface KnownRun {
  runId: string;
  definition: RunDefinition;
  requester: string;
  /** What was planned, read from the immutable plan objects. */
  members: Map<string, { wave: string; hash: string; target: string; planned: number }>;
}

interface Vote {
  wave: string;
  hash: string;
  voter: string;
}

/**
 * Knows what people did, what the fleet went through and what the plan says, and judges every SendCommand at the
 * moment it is taken. It never reads the system's own state, so it cannot be talked into anything.
 */
export class Oracle {
  readonly violations: Violation[] = [];
  private readonly runs = new Map<string, KnownRun>();
  private readonly votes = new Map<string, Vote[]>();
  private readonly tokens = new Set<string>();
  /** Instances on which a command is open, by the fleet's own events. */
  private readonly open = new Map<string, { runId: string; wave: string; target: string; accountId: string }>();
  /** When the last instance of a wave ended, by run and wave. */
  private readonly lastEnd = new Map<string, number>();
  private readonly attempts = new Map<string, number>();
  /** The planner's word as instance-patcher has handled it. */
  private readonly word = new Map<string, { seq: number; state: string; haltedWaves: readonly string[]; at: number }>();
  private readonly possibleSeq = new Map<string, number>();
  private readonly endsBefore = new Map<string, number>();
  private readonly validUntil = new Map<string, number>();
  private frozenSince: number | undefined;
  private readonly skewMs: number;
  /** What is wrong with each instance, by the fleet's own record. */
  private readonly truth: ReadonlyMap<string, FleetRecordEntry>;

  /** `skewMs`: how far two services' clocks may be apart. */
  constructor({ skewMs, truth }: { skewMs: number; truth: ReadonlyMap<string, FleetRecordEntry> }) {
    this.skewMs = skewMs;
    this.truth = truth;
  }

  learnRun(run: KnownRun): void {
    this.runs.set(run.runId, run);
  }

  knows(runId: string): boolean {
    return this.runs.has(runId);
  }

  learnEnd(runId: string, endsBefore: number): void {
    this.endsBefore.set(runId, endsBefore);
  }

  learnValidity(runId: string, validUntil: number): void {
    this.validUntil.set(runId, validUntil);
  }

  /** Told at every moment; a freeze counts from when the calendar was first seen closed. */
  onCalendar(isFrozen: boolean, now: number): void {
    this.frozenSince = isFrozen ? (this.frozenSince ?? now) : undefined;
  }

  learnVote(runId: string, vote: Vote): void {
    this.votes.set(runId, [...(this.votes.get(runId) ?? []), vote]);
  }

  /** A word that is being handled may be in force already, even if its handler dies. */
  learnPossibleWord(runId: string, seq: number): void {
    this.possibleSeq.set(runId, Math.max(seq, this.possibleSeq.get(runId) ?? -1));
  }

  /** instance-patcher has handled the planner's word: from now on it holds. */
  learnWord(runId: string, word: { seq: number; state: string; haltedWaves: readonly string[] }, at: number): void {
    if (word.seq > (this.word.get(runId)?.seq ?? -1)) this.word.set(runId, { ...word, at });
  }

  onFleetEvent(event: FleetEvent, now: number): void {
    if (event['detail-type'] !== 'EC2 Command Invocation Status-change Notification') return;
    if (!FINAL.has(String(event.detail['status']))) return;
    const id = String(event.detail['instance-id']);
    const work = this.open.get(id);
    this.open.delete(id);
    if (work !== undefined) this.lastEnd.set(`${work.runId}/${work.wave}`, now);
  }

  onSent(sent: SentCommand, now: number): void {
    const [, runId = '', wave = ''] = sent.token.split('/');
    const run = this.runs.get(runId);
    const definition = run?.definition.waves.find(({ name }) => name === wave);
    if (run === undefined || definition === undefined) {
      this.broken(1, `${sent.token} names no run and wave that anybody asked for`);
      return;
    }
    if (this.tokens.has(sent.token)) this.broken(3, `${sent.token} was taken twice`);
    this.tokens.add(sent.token);
    this.judgeLeave(sent, { run, definition, now });
    this.judgeOrder(run, definition, now);
    for (const id of sent.instanceIds) this.judgeInstance(id, sent, { run, definition, now });
    this.judgeLimits(sent, run, definition);
  }

  private judgeLeave(sent: SentCommand, { run, definition, now }: Judged): void {
    const word = this.certainWord(run.runId, now);
    if (word !== undefined && word.state !== 'Running') this.broken(1, `${sent.token} was sent while the run was ${word.state}`);
    if (word?.haltedWaves.includes(definition.name) === true) this.broken(6, `${sent.token} was sent after its wave was halted`);
    if (now - (this.frozenSince ?? now) > CALENDAR_KNOWN_MS) this.broken(1, `${sent.token} was sent during a freeze`);
    this.judgeTimes(sent, run, now);
  }

  private judgeTimes(sent: SentCommand, run: KnownRun, now: number): void {
    if (run.definition.approval.required && now > (this.validUntil.get(run.runId) ?? Infinity) + this.skewMs) this.broken(10, `${sent.token} was sent after its approval had lapsed`);
    const end = this.endsBefore.get(run.runId);
    const expiresAt = now + (sent.timeoutSeconds + EXECUTION_SECONDS) * 1000;
    if (end !== undefined && expiresAt > end + this.skewMs) this.broken(4, `${sent.token} may run beyond the run's hard end`);
  }

  /** The word that holds beyond doubt: handled before this moment, and no later one on its way. */
  private certainWord(runId: string, now: number) {
    const word = this.word.get(runId);
    if (word === undefined || word.at >= now) return undefined;
    return (this.possibleSeq.get(runId) ?? -1) <= word.seq ? word : undefined;
  }

  private judgeInstance(id: string, sent: SentCommand, { run, definition, now }: Judged): void {
    const member = run.members.get(id);
    const target = `${sent.accountId}/${sent.region}`;
    if (member?.wave !== definition.name || member.target !== target) {
      this.broken(1, `${id} of ${target} is not planned in wave ${definition.name}`);
      return;
    }
    if (!this.isApproved(run, member)) this.broken(10, `${id} was commanded, and nobody entitled approved ${definition.name} of hash ${member.hash.slice(0, 8)}`);
    this.judgeOnce(id, run, now);
    this.open.set(id, { runId: run.runId, wave: definition.name, target, accountId: sent.accountId });
  }

  private judgeOnce(id: string, run: KnownRun, now: number): void {
    const busy = this.open.get(id);
    if (busy !== undefined) this.broken(3, `${id} was commanded while a command of run ${busy.runId.slice(0, 8)} was open on it (at ${new Date(now).toISOString()})`);
    const attempts = (this.attempts.get(`${run.runId}/${id}`) ?? 0) + 1;
    this.attempts.set(`${run.runId}/${id}`, attempts);
    if (attempts === 2 && this.truth.get(id)?.trouble !== 'transient-failure') this.broken(3, `${id} was commanded once more although its operation had run there`);
    if (attempts > 2) this.broken(3, `${id} was commanded ${String(attempts)} times in one run`);
  }

  private isApproved(run: KnownRun, member: { wave: string; hash: string }): boolean {
    if (!run.definition.approval.required) return true;
    const voters = (this.votes.get(run.runId) ?? [])
      .filter(({ wave, hash, voter }) => wave === member.wave && hash === member.hash && voter !== run.requester)
      .map(({ voter }) => voter);
    return new Set(voters).size >= run.definition.approval.quorum;
  }

  private judgeLimits(sent: SentCommand, run: KnownRun, definition: WaveDefinition): void {
    const work = [...this.open.values()].filter(({ runId, wave }) => runId === run.runId && wave === definition.name);
    const target = `${sent.accountId}/${sent.region}`;
    const planned = run.members.get(sent.instanceIds[0] ?? '')?.planned ?? 0;
    const inTarget = work.filter((one) => one.target === target).length;
    const limit = concurrencyOf(definition.maxConcurrency, planned);
    if (inTarget > limit) this.broken(2, `${String(inTarget)} instances of ${target} were in work, ${String(limit)} allowed`);
    const accounts = new Set(work.map(({ accountId }) => accountId)).size;
    if (accounts > definition.maxConcurrentAccounts) this.broken(2, `${String(accounts)} accounts were in work in ${definition.name}, ${String(definition.maxConcurrentAccounts)} allowed`);
  }

  private judgeOrder(run: KnownRun, definition: WaveDefinition, now: number): void {
    for (const name of definition.dependsOn) {
      const before = run.definition.waves.find((wave) => wave.name === name);
      const stillOpen = [...this.open.values()].some(({ runId, wave }) => runId === run.runId && wave === name);
      if (stillOpen) this.broken(5, `${definition.name} was sent to while ${name} was in work`);
      const bakedAt = (this.lastEnd.get(`${run.runId}/${name}`) ?? -Infinity) + ((before?.bakeSeconds ?? 0) + run.definition.wavePauseSeconds) * 1000;
      if (now < bakedAt - this.skewMs) this.broken(5, `${definition.name} was sent to before ${name} had baked`);
      if (before !== undefined) this.judgeThreshold(run, before, definition);
    }
  }

  /** Whoever was commanded and is broken is an error of its target, whatever the system believes of it. */
  private judgeThreshold(run: KnownRun, before: WaveDefinition, next: WaveDefinition): void {
    const members = [...run.members].filter(([, { wave }]) => wave === before.name);
    for (const { target, planned } of new Map(members.map(([, member]) => [member.target, member])).values()) {
      const found = members.filter(([id, member]) => member.target === target && this.isError(run.runId, id)).length;
      const allowed = errorsAllowed(before.maxErrors, planned);
      if (found > allowed) this.broken(5, `${next.name} was sent to although ${target} had ${String(found)} errors in ${before.name}, ${String(allowed)} allowed`);
    }
  }

  private isError(runId: string, id: string): boolean {
    return this.attempts.has(`${runId}/${id}`) && errors.has(this.truth.get(id)?.deserves ?? '');
  }

  private broken(invariant: number, seen: string): void {
    this.violations.push(new Violation(invariant, seen));
  }
}

interface Judged {
  run: KnownRun;
  definition: WaveDefinition;
  now: number;
}
