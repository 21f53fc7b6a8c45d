import type { Mutant } from './mutant.ts';

const PATCHER = 'services/instance-patcher/src/core';

/** At most once per attempt, whatever crashes or is doubled; and only where and when it is allowed. */
export const sendingMutants: readonly Mutant[] = [
  {
    name: 'unanswered-send-taken-for-a-refusal',
    file: `${PATCHER}/send-failed.ts`,
    text: '      return stay(target);\n    case \'throttled\':',
    replacement: '      return throttled(target, command, context);\n    case \'throttled\':',
    breaks: 'a send of which nobody knows is never sent again',
  },
  {
    name: 'marked-claim-taken-back',
    file: `${PATCHER}/recover.ts`,
    text: 'return command.callAt === undefined ? stay(takeBack(target, command)) : search(target, command, context);',
    replacement: 'return stay(takeBack(target, command));',
    breaks: 'a claim that may have been sent is searched for, not taken back',
  },
  {
    // Looking for a marked claim before its alarm, or taking back an unmarked one, would be no bug: both are safe at any time.
    name: 'claim-recovered-by-a-second-message',
    file: `${PATCHER}/go-on.ts`,
    text: "if (target.commands.some(({ phase }) => phase === 'Claimed')) return stay(target);",
    replacement: "if (target.commands.some(({ phase }) => phase === 'Claimed')) return claim({ ...target, commands: target.commands.filter(({ phase }) => phase !== 'Claimed') }, context);",
    breaks: 'a claim belongs to its sender, whatever else is heard meanwhile',
  },
  {
    name: 'claim-sent-on-recovery',
    file: `${PATCHER}/recover.ts`,
    text: "effects: [{ effect: 'find', command: command.command }],",
    replacement: "effects: [{ effect: 'send', command: command.command }],",
    breaks: 'a recovered claim is never sent',
  },
  {
    name: 'call-made-without-its-mark',
    file: `${PATCHER}/mark-call.ts`,
    text: 'state: withCommand(state, { ...command, callAt: now })',
    replacement: 'state: withCommand(state, { ...command })',
    breaks: 'a claim says whether SendCommand may have been called',
  },
  {
    name: 'window-fit-ignored',
    file: `${PATCHER}/send-window.ts`,
    text: 'return now + SEND_MARGIN_SECONDS * 1000 + lifetimeMs(target) <= target.notAfter;',
    replacement: 'return now <= target.notAfter;',
    breaks: 'nothing is sent whose expiry lies beyond the end of the run',
  },
  {
    name: 'control-number-ignored',
    file: `${PATCHER}/run-control.ts`,
    text: 'if (newest === undefined || control.seq > newest.seq) newest',
    replacement: 'newest',
    breaks: 'an older word of the planner changes nothing',
  },
  {
    name: 'pause-ignored',
    file: `${PATCHER}/hold.ts`,
    text: "return control.state === 'Paused' ? 'Paused' : undefined;",
    replacement: 'return undefined;',
    breaks: 'nothing is sent while the run is paused',
  },
  {
    name: 'abort-ignored',
    file: `${PATCHER}/stop.ts`,
    text: "if (control?.state === 'Aborted') return 'RunAborted';",
    replacement: '',
    breaks: 'nothing is sent after an abort',
  },
  {
    name: 'halted-wave-ignored',
    file: `${PATCHER}/stop.ts`,
    text: "return control?.haltedWaves.includes(target.wave) === true ? 'WaveHalted' : target.recalledStop;",
    replacement: 'return target.recalledStop;',
    breaks: 'nothing further is sent in a halted wave',
  },
  {
    name: 'freeze-ignored',
    file: `${PATCHER}/gate.ts`,
    text: "return calendar === 'CLOSED' ? 'CalendarClosed' : 'CalendarUnknown';",
    replacement: 'return undefined;',
    breaks: 'nothing is sent during a freeze',
  },
  {
    name: 'lapsed-approval-ignored',
    file: `${PATCHER}/hold.ts`,
    text: "return now > target.validUntil ? 'ApprovalOutdated' : undefined;",
    replacement: 'return undefined;',
    breaks: 'an approval holds until its validUntil and no longer',
  },
  {
    // Breaks the limit while it runs, and is within it again before anything is counted.
    name: 'slots-counted-double-for-a-while',
    file: `${PATCHER}/claim.ts`,
    text: 'free: target.limit - busy };',
    replacement: 'free: 2 * target.limit - busy };',
    breaks: 'never more instances of a target in work than the wave allows, not even for a moment',
  },
  {
    // A third attempt would need an instance whose download fails twice, and the fleet has none: this one stands for it.
    name: 'ended-operation-tried-again',
    file: `${PATCHER}/retry.ts`,
    text: "    verdict.cause === 'PayloadUnreachable' &&\n",
    replacement: '',
    breaks: 'an instance is commanded again only if nothing of the operation ran there',
  },
];
