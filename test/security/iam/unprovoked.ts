import type { Access } from '#local/cloud/access-record.ts';

/** Calls that the recording does not provoke, each with its reason. call-sites.test.ts says when one is missing here. */
export const unprovoked: readonly Access[] = [
  // Only after a crash between the mark of a command and the answer of SendCommand.
  { functionName: 'patchwave-dev-instance-patcher-patching', role: 'PatchExecRole', call: 'ssm:ListCommands', region: 'us-east-1' },
  // Only after SSM has refused a command for an instance that it does not know.
  { functionName: 'patchwave-dev-instance-patcher-patching', role: 'PatchExecRole', call: 'ssm:DescribeInstanceInformation', region: 'us-east-1' },
  // Policies with hooks use the other document.
  {
    functionName: 'patchwave-dev-instance-patcher-patching', role: 'PatchExecRole', call: 'ssm:SendCommand', region: 'us-east-1',
    resource: 'arn:aws:ssm:us-east-1::document/AWS-RunPatchBaselineWithHooks',
  },
  // A calendar of the hub in another region, named by its ARN.
  {
    functionName: 'patchwave-dev-instance-patcher-patching', role: 'own', call: 'ssm:GetCalendarState', region: 'eu-west-1',
    resource: 'arn:aws:ssm:eu-west-1:000000000000:document/ChangeFreeze',
  },
];
