import { RUN_ID } from '#test/world/a-policy.ts';
import type { SaidFact } from '#test/world/world-bus.ts';
import { NIGHT, World } from '#test/world/world.ts';
import { endViolations } from './end-checks.ts';
import { Course } from './course.ts';
import { drawNight, type Night } from './night.ts';
import { Oracle } from './oracle.ts';
import { troublesOf } from './fleet-of-a-night.ts';
import { FactLedger } from './fact-ledger.ts';
import { peopleAndFleet } from './struck-by-people-and-fleet.ts';
import { Violation } from './violation.ts';
import { HeardByPlanner } from './heard-by-planner.ts';
import { plannerViolations } from './planner-checks.ts';
import { watch, type Watched } from './watch.ts';

export interface SimulatedNight {
  night: Night;
  violations: Violation[];
  /** How often each kind of trouble struck, incidents among them. */
  faults: Record<string, number>;
  /** The last facts that were said, newest last. */
  trace: string[];
}

/** Incidents that wait for the next send, and are counted when it came. */
const armed: ReadonlySet<string> = new Set(['calendarEditedBeforeSend', 'alarmRaised']);

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
  const world = new World({ seed, accounts: night.accounts, faults: night.rates, atOnce: night.atOnce, skewMs: (service) => night.skewMs[service] ?? 0, troubleOf: troublesOf(night) });
  const skewMs = 2 * Math.max(0, ...Object.values(night.skewMs).map(Math.abs));
  const oracle = new Oracle({ skewMs, truth: world.deserved() });
  const stage = { world, oracle, ledger: new FactLedger({ skewMs, approvalsLapse: night.rules.validForMinutes !== undefined }), night, heard: new HeardByPlanner() };
  watch(stage);
  const violations = await attempt(stage);
  const incidents = night.incidents.filter(({ atMinutes }) => world.timers.now() >= NIGHT + atMinutes * MINUTE_MS);
  const faults: Record<string, number> = { ...world.chance.counts, ...peopleAndFleet(world, night), replayAfterExpiry: violations.some(({ invariant }) => invariant === 4) ? 0 : 1, deadLetterAfterExpiry: world.lateLetters };
  for (const { kind } of incidents.filter(({ kind }) => !armed.has(kind))) faults[kind] = (faults[kind] ?? 0) + 1;
  return { night, violations: [...oracle.violations, ...stage.ledger.violations, ...violations], faults, trace: world.bus.facts.slice(-TRACE_LINES).map(describeFact) };
}

async function attempt(stage: Watched): Promise<Violation[]> {
  try {
    await goThrough(stage);
  } catch (error) {
    return [new Violation(4, `it never ended: ${error instanceof Error ? error.message : String(error)}; ${statusOf(stage.world)}`)];
  }
  stage.world.chance.calm();
  const broken = [...endViolations(stage.world, { night: stage.night, evidence: stage.oracle.evidence }), ...plannerViolations(stage)];
  await restFor(stage.world, SETTLED_AFTER_MINUTES);
  const unsaid = stage.ledger.close();
  return [...broken, ...unsaid, ...(await replayLater(stage.world))];
}

async function goThrough({ world, oracle, night }: Watched): Promise<void> {
  const course = new Course({ world, oracle, night });
  await world.runUntil(() => course.goOn(), LIVENESS_HOURS);
}

/** 7: weeks later, and again when the items are gone, with every dead letter, the whole archive comes back: it sends nothing and changes nothing. */
async function replayLater(world: World): Promise<Violation[]> {
  const sent = world.fleet.door.accepted.size;
  const before = JSON.stringify(world.run(RUN_ID)?.outcomes);
  world.sleepDays(QUIET_DAYS);
  await replayOnce(world);
  const after = JSON.stringify(world.run(RUN_ID)?.outcomes);
  world.sleepDays(FORGOTTEN_DAYS);
  for (const table of Object.values(world.tables)) table.items.clear();
  const accepted = acceptances(world);
  for (const queue of Object.values(world.queues)) world.lateLetters += queue.redrive();
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
