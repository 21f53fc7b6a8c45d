import type { Target } from '@aws-sdk/client-scheduler';
import { isBusArn } from '#local/eventbridge/bus-address.ts';
import { refuse } from '#local/eventbridge/invalid-parameter.ts';

/** Checks a schedule's target; each kind of target needs its own parameters. */
export function readTarget(target: Target | undefined): Target {
  if (!target) return refuse('Target must be specified: its Arn and RoleArn.');
  const { Arn: arn = 'nothing', RoleArn: roleArn = 'nothing' } = target;
  if (!/^arn:[^:]+:[^:]+:/.test(arn)) refuse(`Provided Arn is not in correct format: Target.Arn, found ${arn}.`);
  if (!/^arn:[^:]+:iam:/.test(roleArn)) refuse(`Target.RoleArn must be the ARN of an IAM role, found ${roleArn}.`);
  if (isBusArn(arn)) requireEventParameters(target);
  if (arn.endsWith('.fifo')) requireMessageGroup(target);
  return target;
}

function requireEventParameters({ EventBridgeParameters }: Target): void {
  if (EventBridgeParameters?.DetailType && EventBridgeParameters.Source) return;
  refuse('Target.EventBridgeParameters must name the DetailType and Source of the event for an event bus.');
}

function requireMessageGroup({ SqsParameters }: Target): void {
  if (!SqsParameters?.MessageGroupId) refuse('Target.SqsParameters must name the MessageGroupId for a FIFO queue.');
}
