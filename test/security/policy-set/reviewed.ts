/**
 * What is let through by name, each with its reason. An entry that nothing needs any more fails the test that reads it:
 * take it out.
 */

const noResource = 'AWS defines no resource type for it';

/** Actions that may stand with `Resource: "*"` in the policy of a role. */
export const starResources: Record<string, string> = {
  'organizations:ListAccounts': noResource,
  'organizations:ListOrganizationalUnitsForParent': 'may be narrowed to units and the root, whose ids are known only when they have been listed',
  'organizations:ListAccountsForParent': 'may be narrowed to units and the root, whose ids are known only when they have been listed',
  'cloudwatch:DescribeAlarms': 'with a narrower scope CloudWatch says nothing of composite alarms',
  'ssm:CancelCommand': noResource,
  'ssm:ListCommands': noResource,
  'ssm:ListCommandInvocations': noResource,
  'ssm:DescribeInstanceInformation': noResource,
  'ssm:DescribeInstancePatchStates': 'reads; an account that is patched is seen whole',
  'ec2:DescribeInstances': noResource,
  'ec2:CreateNetworkInterface': 'Lambda makes the interface of a function in a VPC by the function role, before there is an id',
  'ec2:DescribeNetworkInterfaces': noResource,
  'ec2:DescribeSubnets': noResource,
  'ec2:DeleteNetworkInterface': 'Lambda removes the interface that it has made for a function in a VPC',
  'ec2:AssignPrivateIpAddresses': 'Lambda does so for a function in a VPC',
  'ec2:UnassignPrivateIpAddresses': 'Lambda does so for a function in a VPC',
};

/** Targets of rules without a dead-letter queue: `stack logical id`. */
export const targetsWithoutDeadLetters: Record<string, string> = {
  'spoke ForwardHints': 'a hint that is lost costs time, never truth: the look comes by its own clock',
  'spoke ForwardAlarms': 'alarms are looked at before every send; the event only makes the halt come sooner',
};

/** Stores that hold code of the deployment and nothing of a customer: `type logical id`. */
export const storesOfCode: Record<string, string> = {
  'AWS::S3::Bucket ServerlessDeploymentBucket': 'made by the deployment tool for the zips',
};

/** Stores that are encrypted by a key of S3's own instead of a customer-managed one: `type logical id`. */
export const storesUnderKeyOfS3: Record<string, string> = {
  'AWS::S3::Bucket ServerlessDeploymentBucket': 'made by the deployment tool, before the stack that makes the keys',
  'AWS::S3::Bucket AccessLogBucket': 'S3 delivers access logs only to buckets under its own key',
};
