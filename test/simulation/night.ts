import { SeededRandom } from '#local/chance/seeded-random.ts';
import { drawRules, type Rules } from './rules.ts';
import { faultKinds, noFaults, type FaultKind, type FaultRates } from '#test/world/faults.ts';

/** What somebody or something does at one moment of the night, beside the troubles that strike by chance. */
export const incidentKinds = [
  'pause', 'resume', 'abort', 'pauseAndResumeSwapped', 'queuesLost', 'regionDown', 'regionUp', 'poison', 'dlqReplay', 'archiveReplay', 'secondRun', 'freeze', 'thaw',
  'calendarEditedBeforeSend', 'alarmRaised', 'alarmCleared',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  kind: IncidentKind;
  atMinutes: number;
}

/** All that a seed draws before its night begins. A failing night can be told again with less in it. */
export interface Night {
  seed: number;
  rates: FaultRates;
  /** From 0 to 1: how often two handlers work at the same moment. */
  atOnce: number;
  /** How far each service's clock is off, in milliseconds. */
  skewMs: Record<string, number>;
  incidents: readonly Incident[];
  /** How long the approver takes for a wave, in minutes; and whether the vote is cast twice. */
  approval: { delayMinutes: number; twice: boolean; requesterTriesFirst: boolean; wrongHashFirst: boolean };
  rules: Rules;
  /** Over which the fleet is spread: the more, the more targets want a share of one budget. */
  accounts: number;
  /** The service of which one instance in each account takes up to an hour to reboot, with the budget of its group all the while. */
  straggler: string | undefined;
  /** Facts at whose first saying everything under way is lost, they themselves first of all. */
  lostWith: readonly string[];
  /** The reporter hears of the run's end before it hears of anything that led there. */
  endHeardFirst: boolean;
  /** From then on nothing goes wrong any more, and everything must come to its end. */
  calmAtMinutes: number;
}

/** The highest rate of each kind; a seed draws its own below it, or none at all. */
const ratesMax: FaultRates = {
  duplicate: 0.2, duplicateAtOnce: 0.1, reorder: 0.3, delay: 0.03, lostHint: 1, crash: 0.03, powerCut: 0.003, throttle: 0.1, batchFailure: 0.05,
  refusedEntry: 0.1, staleRead: 0.2, expiredCredentials: 0.02, lostAnswer: 0.1, oldEvidence: 0.9, alarmEventLost: 1, deadLetter: 0.01,
};

const SKEW_MAX_MS = 60_000;
const MINUTES_OF_A_NIGHT = 14 * 60;
/** Most runs are at work so long; what happens later finds them ended. */
const MINUTES_OF_WORK = 5 * 60;

/** A night has one or two alarms: their events are lost, or not. */
function rateOf(kind: FaultKind, random: SeededRandom): number {
  return kind === 'alarmEventLost' ? ratesMax[kind] : random.next() * ratesMax[kind];
}

export function drawNight(seed: number): Night {
  const random = new SeededRandom(seed, 'night');
  const drawn = faultKinds.map((kind): [FaultKind, number] => [kind, random.chance(0.5) ? rateOf(kind, random) : 0]);
  const rules = drawRules(seed);
  return {
    seed,
    rates: { ...noFaults, ...(Object.fromEntries(drawn) as FaultRates) },
    atOnce: random.chance(0.5) ? random.next() * 0.6 : 0,
    skewMs: random.chance(0.3) ? skews(random) : {},
    rules,
    accounts: drawAccounts(seed),
    straggler: drawStraggler(seed, rules),
    ...drawLosses(seed),
    incidents: drawIncidents(random, rules),
    approval: {
      delayMinutes: random.chance(0.5) ? 0 : random.integer(0, 300),
      twice: random.chance(0.3),
      requesterTriesFirst: random.chance(0.3),
      wrongHashFirst: random.chance(0.3),
    },
    calmAtMinutes: random.integer(6 * 60, MINUTES_OF_A_NIGHT),
  };
}

function skews(random: SeededRandom): Record<string, number> {
  const services = ['planner', 'account-fanout', 'instance-patcher', 'compliance-checker', 'approval', 'reporter'];
  return Object.fromEntries(services.map((service) => [service, random.integer(-SKEW_MAX_MS, SKEW_MAX_MS)]));
}

/** What is lost with a request or a vote is asked for again by people; all else the system must ask for itself. */
const facts = [
  'RunRequested', 'RunAccepted', 'DiscoveryRequested', 'TargetsDiscovered', 'PlanCreated', 'ApprovalRequested', 'VoteCast', 'WaveApproved', 'WaveStarted',
  'TargetsAdmitted', 'CommandReported', 'InstancesVerified', 'TargetProgressed', 'TargetCompleted', 'WaveCompleted', 'WaveHalted', 'WavePassed',
  'RunControlChanged', 'RunCompleted', 'ReportPublished', 'WaveProgressed', 'TargetHeld', 'WaveHeld', 'SendingHeld', 'SendingResumed',
];

function drawLosses(seed: number): Pick<Night, 'lostWith' | 'endHeardFirst'> {
  const random = new SeededRandom(seed, 'losses');
  const many = random.chance(0.4) ? random.integer(1, 3) : 0;
  const lostWith = Array.from({ length: many }, () => facts[random.integer(0, facts.length - 1)] ?? 'WaveStarted');
  return { lostWith: [...new Set(lostWith)], endHeardFirst: random.chance(0.2) };
}

function drawAccounts(seed: number): number {
  const random = new SeededRandom(seed, 'accounts');
  return random.chance(0.6) ? 3 : random.integer(4, 7);
}

const services = ['checkout', 'catalog', 'payments', 'search', 'identity'];

function drawStraggler(seed: number, { budgets }: Rules): string | undefined {
  const random = new SeededRandom(seed, 'straggler');
  const isScarce = budgets.some(({ groupBy }) => groupBy === 'tag:Service');
  return isScarce && random.chance(0.5) ? services[random.integer(0, services.length - 1)] : undefined;
}

interface Drawn {
  chance: number;
  draw: () => Incident[];
}

function drawIncidents(random: SeededRandom, { hasCalendar, hasAlarm }: Rules): Incident[] {
  const single = (kind: IncidentKind, chance = 0.25): Drawn => ({ chance, draw: () => [{ kind, atMinutes: random.integer(1, MINUTES_OF_WORK) }] });
  const between = (from: IncidentKind, to: IncidentKind, chance = 0.3): Drawn => ({ chance, draw: () => span(random, from, to) });
  const possible = [
    ...(['poison', 'dlqReplay', 'archiveReplay', 'queuesLost', 'pauseAndResumeSwapped', 'secondRun'] as const).map((kind) => single(kind)),
    between('pause', 'resume', 0.2),
    { chance: 0.3, draw: () => replayInAPause(random) },
    between('regionDown', 'regionUp'),
    ...(hasCalendar ? [between('freeze', 'thaw', 0.5), between('calendarEditedBeforeSend', 'thaw', 0.7)] : []),
    ...(hasAlarm ? [between('alarmRaised', 'alarmCleared', 0.7)] : []),
    single('abort', 0.2),
  ];
  const incidents = possible.flatMap(({ chance, draw }) => (random.chance(chance) ? draw() : []));
  return incidents.sort((a, b) => a.atMinutes - b.atMinutes);
}

/** All the older words of the planner come once more while its last one is that nothing may be sent. */
function replayInAPause(random: SeededRandom): Incident[] {
  const [pause, resume] = span(random, 'pause', 'resume');
  const atMinutes = random.integer(pause.atMinutes, resume.atMinutes);
  return [pause, { kind: 'archiveReplay', atMinutes }, resume];
}

function span(random: SeededRandom, from: IncidentKind, to: IncidentKind): [Incident, Incident] {
  const begin = random.integer(1, MINUTES_OF_WORK);
  return [{ kind: from, atMinutes: begin }, { kind: to, atMinutes: begin + random.integer(5, 180) }];
}
