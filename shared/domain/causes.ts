/**
 * Why an instance has its outcome: a letter for packed items, and the words a person reads, with the next step.
 * A cause never decides; the outcome does.
 */
export const causes = {
  PatchesMissing: { letter: 'm', words: 'The command succeeded, but patches are still missing', next: 'Read the patch log on the instance; a second run usually shows which patch is refused.' },
  PatchesFailed: { letter: 'f', words: 'Some patches failed to install', next: 'Read the list of failed patches in the findings, mend or reject them in the baseline, run again.' },
  NoEvidence: { letter: 'n', words: 'The command succeeded, but no patch state of this operation ever arrived', next: 'Check that the instance may call ssm:PutComplianceItems and reach the SSM endpoint.' },
  StatusUnknown: { letter: 'S', words: 'SSM never gave a status that says how the command ended here', next: 'Look the command up in the account; scan the instance before the next run.' },
  RebootPending: { letter: 'p', words: 'Patches are installed and wait for a reboot', next: 'Reboot the instance in its window, then scan it.' },
  ScriptFailed: { letter: 'x', words: 'The patch document ended with an error', next: 'Read the command output; exit code 1 is mostly a package manager or a Python that is not supported.' },
  DiskFull: { letter: 'd', words: 'The patch payload could not be unpacked (exit 155): the disk is full', next: 'Free space under /var/lib/amazon (Windows: C:\\ProgramData\\Amazon), run again.' },
  PayloadUnreachable: { letter: 'u', words: 'The patch payload could not be fetched from S3 (exit 156)', next: 'Check the S3 gateway endpoint and the bucket permissions of the instance profile.' },
  TwoAtOnce: { letter: '2', words: 'Another patch operation ran on the instance at the same time (exit 152)', next: 'Find the other tool (State Manager, maintenance window) and give it another time.' },
  NotExecutable: { letter: 'e', words: '/var/lib/amazon is mounted noexec (exit 126)', next: 'Mount it with exec, run again.' },
  ExecutionTimedOut: { letter: 't', words: 'The patch operation ran longer than allowed', next: 'Look for a held package lock or a hung installer on the instance.' },
  AgentSilent: { letter: 'a', words: 'The SSM agent never picked the command up', next: 'Check the agent, its instance profile and its way to the SSM endpoint.' },
  SilentAfterReboot: { letter: 'l', words: 'The instance started the operation, went silent and did not come back', next: 'Look at the console screenshot and the serial console; it may hang in its boot.' },
  Undeliverable: { letter: 'v', words: 'SSM could not deliver the command', next: 'Check the agent and its registration.' },
  AccessDenied: { letter: 'z', words: 'The instance or its account refused the command', next: 'Check the instance profile and the spoke role.' },
  InvalidPlatform: { letter: 'i', words: 'The patch document does not support this platform', next: 'Exclude the instance or use another document.' },
  Terminated: { letter: 'k', words: 'SSM ended the command before this instance had finished', next: 'Run again for this instance.' },
  Cancelled: { letter: 'c', words: 'The command was cancelled before it started here', next: 'Run again when the reason for the cancellation is gone.' },
  IdRefused: { letter: 'r', words: 'SSM does not know the instance any more', next: 'It was terminated or lost its agent after the plan was made; plan again.' },
  SendUnknown: { letter: 'q', words: 'Nobody can tell whether the command was sent, so it was not sent again', next: 'Look for a command with this key in the account; scan the instance before the next run.' },
  SendRefused: { letter: 's', words: 'SSM refused the command', next: 'Read the error in the log of instance-patcher; it is mostly a permission or a document.' },
  TargetUnreachable: { letter: 'g', words: 'The account or region could not be reached until the time was up', next: 'Check that the spoke role exists in the account and trusts the hub with the right ExternalId.' },
  ThresholdExceeded: { letter: 'h', words: 'Its target had more errors than the wave allows, so nothing further was sent', next: 'Mend the failed instances, then run the rest.' },
  WaveHalted: { letter: 'w', words: 'Its wave was halted before its turn came', next: 'See why the wave was halted, then run the rest.' },
  WaveNotStarted: { letter: 'o', words: 'Its wave never started, because a wave it depends on did not pass', next: 'See the wave that did not pass, then run the rest.' },
  ApprovalRejected: { letter: 'j', words: 'The approval was refused', next: 'Talk to the approver named in the report.' },
  ApprovalExpired: { letter: 'y', words: 'Nobody approved in time', next: 'Ask again with a longer approval time.' },
  RunHalted: { letter: 'H', words: 'The run was halted before its turn came', next: 'See why the run was halted (its errors, or an alarm), then run the rest.' },
  BudgetUsedUp: { letter: 'B', words: 'Its group may have no further instance out of service: failed ones use up the disruption budget', next: 'Bring the failed instances of the group back, then run the rest.' },
  RunAborted: { letter: 'b', words: 'The run was aborted before its turn came', next: 'Run again when the reason for the abort is gone.' },
  TimeUp: { letter: 'W', words: 'Not enough time was left in the window or the run', next: 'Run it again, with a longer run time.' },
} as const satisfies Record<string, { letter: string; words: string; next: string }>;

export type Cause = keyof typeof causes;

export const NO_CAUSE = '.';

const byLetter = new Map(Object.entries(causes).map(([name, { letter }]) => [letter as string, name as Cause]));

export function causeLetter(cause: Cause | undefined): string {
  return cause === undefined ? NO_CAUSE : causes[cause].letter;
}

/** Undefined for `.` (no cause) and for a letter that is no cause's. */
export function causeOfLetter(letter: string): Cause | undefined {
  return byLetter.get(letter);
}
