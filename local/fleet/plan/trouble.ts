/** What is wrong with an instance, and what a run of Install with RebootIfNeeded must therefore say of it. */
export type Trouble =
  | 'none'
  | 'dead-agent'
  | 'failing-patch'
  | 'disk-full'
  | 'slow-reboot'
  | 'lost-after-reboot'
  | 'pending-reboot'
  | 'transient-failure'
  | 'lying-agent'
  | 'stuck-package-manager'
  | 'unmanaged'
  | 'stopped';

/** The outcomes of the design, and for what can be in no plan the reasons of `notPlanned`. */
export type Deserved =
  | 'Compliant'
  | 'PendingReboot'
  | 'NonCompliant'
  | 'Failed'
  | 'TimedOut'
  | 'Unreachable'
  | 'LostAfterReboot'
  | 'Unmanaged'
  | 'Stopped'
  | 'TargetUnreachable';

export const consequences: Record<Trouble, { deserves: Deserved; causeInWords: string }> = {
  none: { deserves: 'Compliant', causeInWords: 'healthy' },
  'dead-agent': {
    deserves: 'Unreachable',
    causeInWords: 'the SSM agent died before the run and never picks a command up',
  },
  'failing-patch': { deserves: 'Failed', causeInWords: 'a patch fails to install every time (exit 1)' },
  'disk-full': { deserves: 'Failed', causeInWords: 'no space left to unpack the patch payload (exit 155)' },
  'slow-reboot': {
    deserves: 'Compliant',
    causeInWords: 'silent for up to an hour while it reboots, then back and patched',
  },
  'lost-after-reboot': { deserves: 'LostAfterReboot', causeInWords: 'rebooted after patching and never came back' },
  'pending-reboot': {
    deserves: 'PendingReboot',
    causeInWords: 'a patch still waits for a reboot that the system did not carry out',
  },
  'transient-failure': {
    deserves: 'Compliant',
    causeInWords: 'the first payload download fails (exit 156), the second try succeeds',
  },
  'lying-agent': { deserves: 'NonCompliant', causeInWords: 'the command says Success, yet patches are missing' },
  'stuck-package-manager': {
    deserves: 'TimedOut',
    causeInWords: 'another process holds the package lock until the execution time-out',
  },
  unmanaged: { deserves: 'Unmanaged', causeInWords: 'no SSM agent is registered' },
  stopped: { deserves: 'Stopped', causeInWords: 'the instance is stopped' },
};

/** Kinds in turn. Those of the second list end well, so they may also stand in the quiet accounts any number of times. */
export const endingBadly = [
  'dead-agent',
  'failing-patch',
  'lost-after-reboot',
  'lying-agent',
  'disk-full',
  'pending-reboot',
  'stuck-package-manager',
] as const satisfies Trouble[];
export const endingWell = ['slow-reboot', 'transient-failure'] as const satisfies Trouble[];
