import type { Mutant } from './mutant.ts';

/** Who waits asks again; who has answered answers again. */
export const askingMutants: readonly Mutant[] = [
  {
    name: 'wave-started-said-once',
    file: 'services/planner/src/core/waves/next-wave.ts',
    text: '    events: [waveStarted(ordinal, wave)],',
    replacement: '    events: [],',
    breaks: 'a started wave that does not answer is asked again',
  },
  {
    name: 'discovery-asked-once',
    file: 'services/planner/src/core/scope/discovery-due.ts',
    text: "    { type: 'DiscoveryRequested', except: run.answered },\n",
    replacement: '',
    breaks: 'an unanswered chunk of targets is asked for again',
  },
  {
    name: 'plan-shown-once',
    file: 'services/planner/src/core/waves/settle.ts',
    text: 'events: [...events, planShown(approval)],',
    replacement: 'events,',
    breaks: 'the plan is shown again while a wave awaits approval',
  },
  {
    name: 'targets-admitted-said-once',
    file: 'services/account-fanout/src/core/look-again.ts',
    text: 'events: [...events, ...admittedRecipes(inFlight(state))],',
    replacement: 'events,',
    breaks: 'an admitted target that does not answer is asked again',
  },
  {
    // Dropping the repeated question alone only costs time, because a later look has its own alarm; so both are dropped.
    name: 'unanswered-look-forgotten',
    file: 'services/instance-patcher/src/core/look-schedule.ts',
    text: 'return { ...command, dueAt: Math.min(nextLookAt, askAgainAt) };',
    replacement: 'return { ...command, dueAt: answered ? nextLookAt : Number.MAX_SAFE_INTEGER };',
    breaks: 'a look that is not answered is asked for again',
  },
  {
    name: 'run-completed-said-once',
    file: 'services/planner/src/core/run/await-report.ts',
    text: "asks: awaited.asks + 1 } }, { type: 'RunCompleted' });",
    replacement: 'asks: awaited.asks + 1 } });',
    breaks: 'the end of a run is said until its report is there',
  },
  {
    name: 'ended-target-answers-once',
    file: 'services/instance-patcher/src/core/decide-target.ts',
    text: "return { state, events: [{ event: 'TargetCompleted' }], effects: [] };",
    replacement: 'return { state, events: [], effects: [] };',
    breaks: 'a target that has ended answers again',
  },
  {
    name: 'ended-wave-answers-once',
    file: 'services/account-fanout/src/core/start-wave.ts',
    text: "events: before.ending === undefined ? [] : [{ type: 'WaveCompleted', ending: before.ending }] };",
    replacement: 'events: [] };',
    breaks: 'a wave that has ended answers again',
  },
  {
    name: 'approval-answers-once',
    file: 'services/approval/src/core/request-approval.ts',
    text: "case 'Approved': return [{ type: 'WaveApproved' }];",
    replacement: "case 'Approved': return [];",
    breaks: 'a decided approval answers again',
  },
  {
    name: 'approval-requested-said-once',
    file: 'services/approval/src/core/request-approval.ts',
    text: "case 'Pending': return [{ type: 'ApprovalRequested' }];",
    replacement: "case 'Pending': return [];",
    breaks: 'a request for approval that nobody may have heard is said again',
  },
  {
    name: 'look-alarm-dropped',
    file: 'services/instance-patcher/src/core/look-schedule.ts',
    text: 'return planned.length === 0 ? now + OVERDUE_EVERY_MS : Math.min(...planned);',
    replacement: 'return Number.MAX_SAFE_INTEGER;',
    breaks: 'a command whose end was never notified is looked at all the same',
  },
  {
    name: 'failed-read-thrown',
    file: 'services/compliance-checker/src/handlers/make-look.ts',
    text: "if (!result.ok && !isGivenUp(state, now)) return { kind: 'failed', look };",
    replacement: "if (!result.ok && !isGivenUp(state, now)) throw new Error(result.failure.code);",
    breaks: 'a failed remote call is a transition: one dead region must not fill the DLQ',
  },
];
