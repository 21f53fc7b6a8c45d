import { readRunDefinition } from '#shared/domain/policy/read-run-definition.ts';
import type { RunDefinition } from '#shared/domain/run-definition.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';
import type { Word } from './evidence.ts';
import type { FactLedger } from './fact-ledger.ts';
import type { HeardByPlanner } from './heard-by-planner.ts';
import { knownRun } from './known-run.ts';
import type { Night } from './night.ts';
import type { Oracle } from './oracle.ts';
import { policyUnder, type Rules } from './rules.ts';

export interface Watched {
  world: World;
  oracle: Oracle;
  ledger: FactLedger;
  night: Night;
  heard: HeardByPlanner;
}

function definitionUnder(rules: Rules): RunDefinition {
  const read = readRunDefinition(policyUnder(rules), RUN_ID);
  if (!read.ok) throw new Error(`simulation: found a policy that is not valid: ${JSON.stringify(read.problems)}`);
  return read.definition;
}

/** Lets the oracle see what is done and said, and strikes where the night says so. */
export function watch({ world, oracle, ledger, night, heard }: Watched): void {
  const under = { definition: definitionUnder(night.rules), window: night.rules.window };
  const { evidence } = oracle;
  const losses = new Set(night.lostWith);
  world.door.onSent = (sent) => oracle.onSent(sent, world.timers.now());
  world.onFleetEvent = (event) => oracle.onFleetEvent(event, world.timers.now());
  world.bus.onFact = (said) => {
    ledger.onFact(said, world.timers.now());
    // The queues have what was said when this moment is over; none of it is delivered before.
    if (losses.delete(said.name)) world.timers.at(world.timers.now(), () => world.loseAllQueues());
    const data = said.data as { runId: string; manifestKey: string; endsBefore: number; requestedBy: { id: string }; approval: { validUntil: number } };
    if (said.name === 'RunAccepted') evidence.endsBefore.set(data.runId, data.endsBefore);
    if (said.name === 'PlanCreated') evidence.validUntil.set(data.runId, Math.max(evidence.validUntil.get(data.runId) ?? 0, data.approval.validUntil));
    if (said.name === 'PlanCreated' && !oracle.knows(data.runId)) {
      oracle.learnRun(knownRun(world, { ...data, requester: data.requestedBy.id }, under));
    }
  };
  world.queues.control.onHandled = ({ body }) => heard.hear(body, world.timers.now());
  if (night.endHeardFirst) hearTheEndFirst(world);
  const wordIn = rememberWords();
  world.queues.patching.onAttempted = ({ body }) => {
    const said = wordIn(body);
    if (said !== undefined) evidence.learnPossibleWord(said.runId, said.control.seq);
  };
  world.queues.patching.onHandled = ({ body }) => {
    const said = wordIn(body);
    if (said === undefined) return;
    evidence.learnWord(said.runId, said.control, world.timers.now());
    if (said.by?.kind === 'alarm' && !evidence.haltedAt.has(said.runId)) evidence.haltedAt.set(said.runId, world.timers.now());
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

const CARRIES_WORD = /"detail-type":"(RunControlChanged|TargetsAdmitted)\.v1"/;

interface SaidWord {
  runId: string;
  control: Word;
  by?: { kind: string };
}

/** The planner's word in a body, each body read once. */
function rememberWords(): (body: string) => SaidWord | undefined {
  const words = new Map<string, SaidWord>();
  return (body) => {
    if (!CARRIES_WORD.test(body)) return undefined;
    const word = words.get(body) ?? (JSON.parse(body) as { detail: { data: SaidWord } }).detail.data;
    words.set(body, word);
    return word;
  };
}
