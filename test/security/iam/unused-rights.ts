interface UnusedRight {
  action: string;
  /** Functions without `patchwave-<stage>-`, or the role of a spoke. */
  roles: readonly string[];
  reason: string;
}

const everyQueueFunction = [
  'account-fanout-admission', 'account-fanout-discovery', 'approval-approving', 'compliance-checker-checking', 'instance-patcher-patching',
  'planner-control', 'planner-planning', 'reporter-reading', 'reporter-reporting',
];
const readersOfRuns = [
  'account-fanout-admission', 'account-fanout-discovery', 'compliance-checker-checking', 'instance-patcher-patching', 'planner-control', 'planner-planning',
];

const rare = 'on a way that the recording does not go';

/** Rights that are granted and that no recorded call needs. The test holds this list both ways. */
export const unusedRights: readonly UnusedRight[] = [
  { action: 'sqs:ChangeMessageVisibility', roles: everyQueueFunction, reason: 'Lambda asks for it where a batch window or a partial failure needs it' },
  { action: 's3:ListBucket', roles: readersOfRuns, reason: 'without it a missing object answers AccessDenied, not NoSuchKey' },
  { action: 's3:GetObject', roles: ['compliance-checker-checking'], reason: `${rare}: a finding that another attempt has written before is read` },
  { action: 'dynamodb:DeleteItem', roles: ['approval-api'], reason: `${rare}: Powertools Idempotency takes back the record of a vote that failed` },
];
