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
const without = (...roles: string[]): string[] => everyQueueFunction.filter((role) => !roles.includes(role));

const rare = 'on a way that the recording does not go';
const candidate = 'no way in the code was found that needs it: to be taken away';

/** Rights that are granted and that no recorded call needs. The test holds this list both ways. */
export const unusedRights: readonly UnusedRight[] = [
  { action: 'sqs:ChangeMessageVisibility', roles: everyQueueFunction, reason: 'Lambda asks for it where a batch window or a partial failure needs it' },
  { action: 's3:ListBucket', roles: without('reporter-reporting'), reason: 'without it a missing object answers AccessDenied, not NoSuchKey' },
  { action: 's3:GetObject', roles: ['compliance-checker-checking'], reason: `${rare}: a finding that another attempt has written before is read` },
  { action: 'dynamodb:DeleteItem', roles: ['approval-api'], reason: `${rare}: Powertools Idempotency takes back the record of a vote that failed` },
  { action: 'dynamodb:Query', roles: ['account-fanout-discovery', 'planner-planning', 'reporter-reading'], reason: 'the tick may come to any queue of the service' },
  { action: 'dynamodb:GetItem', roles: ['account-fanout-discovery'], reason: candidate },
  { action: 'dynamodb:PutItem', roles: ['account-fanout-discovery'], reason: candidate },
  { action: 'dynamodb:UpdateItem', roles: everyQueueFunction, reason: candidate },
  { action: 's3:GetObject', roles: ['approval-approving', 'reporter-reading'], reason: candidate },
  { action: 's3:PutObject', roles: ['account-fanout-admission', 'approval-approving', 'planner-control', 'reporter-reading'], reason: candidate },
  { action: 'organizations:ListParents', roles: ['planner-planning'], reason: candidate },
  { action: 'organizations:ListRoots', roles: ['planner-planning'], reason: candidate },
  { action: 'ec2:DescribeRegions', roles: ['PatchExecRole'], reason: candidate },
  { action: 'ssm:DescribeInstancePatches', roles: ['PatchExecRole'], reason: candidate },
  { action: 'ssm:GetCalendarState', roles: ['PatchExecRole'], reason: candidate },
  { action: 'ssm:GetCommandInvocation', roles: ['PatchExecRole'], reason: candidate },
];
