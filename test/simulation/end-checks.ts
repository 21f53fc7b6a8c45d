import { sumOfOutcomes } from '#shared/domain/outcome-counts.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import { causesOfDeath, deservedOf, tokensTakenTwice } from '#test/world/compare.ts';
import { BAD_LUCK } from '#test/world/world-queue.ts';
import type { World } from '#test/world/world.ts';
import type { Evidence } from './evidence.ts';
import { isExcused } from './excuses.ts';
import type { Night } from './night.ts';
import { readReport, type Report } from './read-report.ts';
import { Violation } from './violation.ts';

interface Known {
  night: Night;
  evidence: Evidence;
}

/** What must be true once everything has ended. */
export function endViolations(world: World, { night, evidence }: Known): Violation[] {
  const run = world.run(RUN_ID);
  if (run?.rejection !== undefined) return [];
  const report = readReport(world);
  if (report === undefined) return [new Violation(4, 'the run ended without a report')];
  return [...sums(report), ...rows(world, { report, night, evidence }), ...unplanned(world, report), ...letters(world, night), ...work(world, evidence.runs.size)];
}

/** 4: each planned instance has exactly one outcome, and all sums are equal. */
function sums({ totals, waves, instances }: Report): Violation[] {
  const ids = new Set(instances.map(({ instanceId }) => instanceId));
  const found = [instances.length, ids.size, sumOfOutcomes(totals.outcomes), ...[waves.reduce((sum, { planned }) => sum + planned, 0)]];
  const wrong = found.filter((count) => count !== totals.planned);
  const waveSums = waves.filter(({ planned, outcomes }) => sumOfOutcomes(outcomes) !== planned).map(({ name }) => name);
  return wrong.length + waveSums.length === 0 ? [] : [new Violation(4, `sums differ: planned ${String(totals.planned)}, rows ${String(ids.size)}, waves ${waveSums.join(',')}`)];
}

function rows(world: World, { report, night, evidence }: Known & { report: Report }): Violation[] {
  const deserved = deservedOf(world);
  const known = { night, report, run: evidence.runs.get(RUN_ID), endsBefore: evidence.endsBefore.get(RUN_ID) ?? Infinity };
  return report.instances.flatMap((row) => {
    const truth = deserved[row.instanceId] ?? 'nothing';
    if (row.outcome === truth) return [];
    if (row.outcome === 'Compliant') return [new Violation(9, `${row.instanceId} is called Compliant, and is ${truth}`)];
    if (isExcused(world, { row, truth, ...known })) return [];
    return [new Violation(8, `${row.instanceId} is called ${row.outcome} (${row.cause ?? 'no cause'}), and deserves ${truth}`)];
  });
}

/** 4: whoever can be planned is planned, if its account and region always answered and neither a person nor an alarm stopped the run before that. */
function unplanned(world: World, { status, totals, instances }: Report): Violation[] {
  const wasStopped = status === 'Aborted' || (status === 'Halted' && world.alarm.everRaised);
  if (wasStopped && totals.planned === 0) return [];
  const planned = new Set(instances.map(({ instanceId }) => instanceId));
  return world.fleet.record()
    .filter(({ instanceId, accountId, region }) => deservedOf(world)[instanceId] !== undefined && !planned.has(instanceId) && !world.door.failedOnce.has(`${accountId}/${region}`))
    .map(({ instanceId }) => new Violation(4, `${instanceId} answered whenever it was asked, and is in no plan`));
}

/** 7: what lies in a DLQ is poison or has had bad luck, and nothing else. */
function letters(world: World, night: Night): Violation[] {
  const poisoned = night.incidents.some(({ kind }) => kind === 'poison');
  const others = causesOfDeath(world).filter((cause) => cause !== BAD_LUCK && !(poisoned && cause.startsWith('WaveStarted.v1:')));
  const twice = tokensTakenTwice(world);
  return [
    ...others.map((cause) => new Violation(7, `a message died: ${cause.slice(0, 300)}`)),
    ...twice.map((token) => new Violation(3, `${token} was taken twice`)),
  ];
}

/** 12: facts are bounded by the commands, and by the half-hours in which a run waits and asks again. */
const FACTS_PER_COMMAND_MAX = 60;
const FACTS_PER_HOUR_MAX = 30;

function work(world: World, runs: number): Violation[] {
  const bound = FACTS_PER_COMMAND_MAX * (world.fleet.door.accepted.size + 20) + FACTS_PER_HOUR_MAX * world.hoursGone() * Math.max(1, runs);
  const said = new Set(world.bus.facts.map(({ id }) => id)).size;
  return said <= bound ? [] : [new Violation(12, `${String(said)} facts were said, ${String(bound)} would do`)];
}
