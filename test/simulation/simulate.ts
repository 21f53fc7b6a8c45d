import { readRunDefinition } from '#shared/domain/policy/read-run-definition.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { SaidFact } from '#test/world/world-bus.ts';
import { World } from '#test/world/world.ts';
import { endViolations } from './end-checks.ts';
import { Course } from './course.ts';
import { knownRun } from './known-run.ts';
import { drawNight, type Night } from './night.ts';
import { Oracle } from './oracle.ts';
import { troublesOf } from './fleet-of-a-night.ts';
import { FactLedger } from './fact-ledger.ts';
import { peopleAndFleet } from './struck-by-people-and-fleet.ts';
import { policyUnder, type Rules } from './rules.ts';
import { Violation } from './violation.ts';

export interface SimulatedNight {
  night: Night;
  violations: Violation[];
  /** How often each kind of trouble struck, incidents among them. */
  faults: Record<string, number>;
  /** The last facts that were said, newest last. */
  trace: string[];
}

const MINUTE_MS = 60_000;
/** From the calm on, everything must have ended within this. */
const LIVENESS_HOURS = 130;
/** Some ticks after the end the last promise is said. */
const SETTLED_AFTER_MINUTES = 30;
const QUIET_DAYS = 20;
const FORGOTTEN_DAYS = 100;
const TRACE_LINES = 40;

/** One night of one seed: a phase in which anything goes wrong, then calm, in which everything must end. */
export async function simulate(seed: number, night: Night = drawNight(seed)): Promise<SimulatedNight> {
  const world = new World({ seed, faults: night.rates, atOnce: night.atOnce, skewMs: (service) => night.skewMs[service] ?? 0, troubleOf: troublesOf(seed) });
  const skewMs = 2 * Math.max(0, ...Object.values(night.skewMs).map(Math.abs));
  const oracle = new Oracle({ skewMs, truth: world.deserved() });
  const stage = { world, oracle, ledger: new FactLedger(skewMs), night, definition: definitionUnder(night.rules) };
  watch(stage);
  if (night.endHeardFirst) hearTheEndFirst(world);
  const violations = await attempt(stage);
  const incidents = night.incidents.filter(({ atMinutes }) => world.timers.now() >= NIGHT_BEGINS + atMinutes * MINUTE_MS);
  const faults: Record<string, number> = { ...world.chance.counts, ...peopleAndFleet(world, night), replayAfterExpiry: violations.some(({ invariant }) => invariant === 4) ? 0 : 1 };
  for (const { kind } of incidents) faults[kind] = (faults[kind] ?? 0) + 1;
  return { night, violations: [...oracle.violations, ...stage.ledger.violations, ...violations], faults, trace: world.bus.facts.slice(-TRACE_LINES).map(describeFact) };
}

const NIGHT_BEGINS = new World().timers.now();

interface Stage {
  world: World;
  oracle: Oracle;
  ledger: FactLedger;
  night: Night;
  definition: RunDefinition;
}

function definitionUnder(rules: Rules): RunDefinition {
  const read = readRunDefinition(policyUnder(rules), RUN_ID);
  if (!read.ok) throw new Error(`simulation: found a policy that is not valid: ${JSON.stringify(read.problems)}`);
  return read.definition;
}

function watch({ world, oracle, ledger, night, definition }: Stage): void {
  const losses = new Set(night.lostWith);
  world.door.onSent = (sent) => oracle.onSent(sent, world.timers.now());
  world.onFleetEvent = (event) => oracle.onFleetEvent(event, world.timers.now());
  world.bus.onFact = (said) => {
    ledger.onFact(said, world.timers.now());
    // The queues have what was said when this moment is over; none of it is delivered before.
    if (losses.delete(said.name)) world.timers.at(world.timers.now(), () => world.loseAllQueues());
    const data = said.data as { runId: string; manifestKey: string; endsBefore: number; requestedBy: { id: string }; approval: { validUntil: number } };
    if (said.name === 'RunAccepted') oracle.learnEnd(data.runId, data.endsBefore);
    if (said.name === 'PlanCreated') oracle.learnValidity(data.runId, data.approval.validUntil);
    if (said.name === 'PlanCreated' && !oracle.knows(data.runId)) {
      oracle.learnRun(knownRun(world, { ...data, requester: data.requestedBy.id }, definition));
    }
  };
  world.queues.patching.onAttempted = ({ body }) => {
    const said = wordIn(body);
    if (said !== undefined) oracle.learnPossibleWord(said.runId, said.control.seq);
  };
  world.queues.patching.onHandled = ({ body }) => {
    const said = wordIn(body);
    if (said !== undefined) oracle.learnWord(said.runId, said.control, world.timers.now());
  };
}

/** All but what people act on waits until the end of the run was heard. */
function hearTheEndFirst(world: World): void {
  const { reading } = world.queues;
  const heardAtOnce = /"detail-type":"(RunAccepted|RunRejected|ApprovalRequested|WaveApproved|RunControlChanged|RunCompleted)\./;
  reading.keepsBack = (body) => body.includes(RUN_ID) && !heardAtOnce.test(body);
  reading.onHandled = ({ body }) => {
    if (body.includes('"detail-type":"RunCompleted.') && body.includes(RUN_ID)) reading.letGo();
  };
}

const CARRIES_WORD = new Set(['RunControlChanged.v1', 'TargetsAdmitted.v1']);

interface Word {
  runId: string;
  control: { seq: number; state: string; haltedWaves: string[] };
}

function wordIn(body: string): Word | undefined {
  const event = JSON.parse(body) as { 'detail-type'?: string; detail?: { data: Word } };
  return CARRIES_WORD.has(event['detail-type'] ?? '') ? event.detail?.data : undefined;
}

async function attempt(stage: Stage): Promise<Violation[]> {
  try {
    await goThrough(stage);
  } catch (error) {
    return [new Violation(4, `it never ended: ${error instanceof Error ? error.message : String(error)}; ${statusOf(stage.world)}`)];
  }
  stage.world.chance.calm();
  const broken = endViolations(stage.world, stage.night);
  await restFor(stage.world, SETTLED_AFTER_MINUTES);
  const unsaid = stage.ledger.close();
  return [...broken, ...unsaid, ...(await replayLater(stage.world))];
}

async function goThrough({ world, oracle, night }: Stage): Promise<void> {
  const course = new Course({ world, oracle, night });
  await world.runUntil(() => course.goOn(), LIVENESS_HOURS);
}

/** 7: weeks later, and again when the items are gone, the whole archive comes back: it sends nothing and changes nothing. */
async function replayLater(world: World): Promise<Violation[]> {
  const sent = world.fleet.door.accepted.size;
  const before = JSON.stringify(world.run(RUN_ID)?.outcomes);
  world.sleepDays(QUIET_DAYS);
  await replayOnce(world);
  const after = JSON.stringify(world.run(RUN_ID)?.outcomes);
  world.sleepDays(FORGOTTEN_DAYS);
  for (const table of Object.values(world.tables)) table.items.clear();
  const accepted = acceptances(world);
  await replayOnce(world);
  return [
    ...(world.fleet.door.accepted.size === sent ? [] : [new Violation(7, 'a replay weeks later sent a command')]),
    ...(acceptances(world) === accepted ? [] : [new Violation(7, 'a request from weeks ago began a run anew')]),
    ...(before === after ? [] : [new Violation(7, `a replay weeks later changed the outcomes from ${before} to ${after}`)]),
  ];
}

function acceptances(world: World): number {
  return world.bus.facts.filter(({ name }) => name === 'RunAccepted').length;
}

async function replayOnce(world: World): Promise<void> {
  world.replayArchive();
  await restFor(world, 2 * 60);
}

async function restFor(world: World, minutes: number): Promise<void> {
  const end = world.timers.now() + minutes * MINUTE_MS;
  await world.runUntil(() => world.timers.now() >= end);
}

function statusOf(world: World): string {
  const run = world.run(RUN_ID);
  return run === undefined ? 'no read model' : `${run.status}: ${run.waves.map(({ name, status }) => `${name} ${status}`).join(', ')}`;
}

function describeFact({ name, data }: SaidFact): string {
  return `${name} ${JSON.stringify(data)}`.slice(0, 200);
}
