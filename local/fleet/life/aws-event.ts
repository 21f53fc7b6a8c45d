import { SeededRandom } from '#local/chance/seeded-random.ts';
import type { Command, Invocation } from './command.ts';
import { commandStatus } from './command-status.ts';
import type { SimulatedInstance } from './simulated-instance.ts';

/** An event of an AWS service, in EventBridge's envelope. */
export interface AwsEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: 'aws.ssm' | 'aws.ec2';
  account: string;
  /** ISO 8601, whole seconds, as AWS writes it. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

type Origin = { accountId: string; region: string };
type Content = Pick<AwsEvent, 'detail-type' | 'source' | 'resources' | 'detail'>;

/** No exit code, no counts: whoever needs them has to look. */
export function invocationEvent(invocation: Invocation, nowMs: number): AwsEvent {
  const { command, instance } = invocation;
  return envelope(command, nowMs, {
    'detail-type': 'EC2 Command Invocation Status-change Notification',
    source: 'aws.ssm',
    resources: [instanceArn(instance)],
    detail: {
      'command-id': command.id,
      'document-name': command.request.documentName,
      'instance-id': instance.plan.instanceId,
      'requested-date-time': new Date(command.requestedAtMs).toISOString(),
      status: invocation.status,
    },
  });
}

/** No list of instances, and no word on how many of them succeeded. */
export function commandEvent(command: Command, nowMs: number): AwsEvent {
  return envelope(command, nowMs, {
    'detail-type': 'EC2 Command Status-change Notification',
    source: 'aws.ssm',
    resources: [],
    detail: {
      'command-id': command.id,
      'document-name': command.request.documentName,
      'expire-after': new Date(command.expiresAtMs).toISOString(),
      parameters: command.request.parameters,
      'requested-date-time': new Date(command.requestedAtMs).toISOString(),
      status: commandStatus(command).status,
    },
  });
}

export function powerEvent(instance: SimulatedInstance, nowMs: number): AwsEvent {
  return envelope(instance.plan, nowMs, {
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    resources: [instanceArn(instance)],
    detail: { 'instance-id': instance.plan.instanceId, state: instance.power },
  });
}

function envelope({ accountId, region }: Origin, nowMs: number, content: Content): AwsEvent {
  const what = JSON.stringify(content.detail);
  return {
    version: '0',
    id: new SeededRandom('event', accountId, region, nowMs, what).uuid(),
    account: accountId,
    time: new Date(Math.floor(nowMs / 1_000) * 1_000).toISOString().replace('.000Z', 'Z'),
    region,
    ...content,
  };
}

function instanceArn({ plan }: SimulatedInstance): string {
  return `arn:aws:ec2:${plan.region}:${plan.accountId}:instance/${plan.instanceId}`;
}
