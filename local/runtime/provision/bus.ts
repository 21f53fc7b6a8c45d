import {
  CreateArchiveCommand,
  type CreateArchiveCommandInput,
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type RuleState,
  type Target,
} from '@aws-sdk/client-eventbridge';

import type { ResolvedResource } from '../template/resolve-stack.ts';
import { makeOnce, type Maker } from './clients.ts';

export const makeBus: Maker = async ({ names }, { eventBridge }) => {
  await makeOnce(() => eventBridge.send(new CreateEventBusCommand({ Name: names.ref })), ['ResourceAlreadyExistsException']);
};

/** CloudFormation adds the statements of a bus one by one; whoever puts them side by side would lose some. */
export function onePolicyPerBus(policies: readonly ResolvedResource[]): ResolvedResource[] {
  const busOf = ({ properties }: ResolvedResource): unknown => properties['EventBusName'];
  const statementOf = ({ properties }: ResolvedResource): object => ({ Sid: properties['StatementId'], ...(properties['Statement'] as object) });
  const firsts = policies.filter((policy, index) => policies.findIndex((other) => busOf(other) === busOf(policy)) === index);
  return firsts.map((first) => {
    const ofBus = policies.filter((policy) => busOf(policy) === busOf(first));
    return { ...first, properties: { EventBusName: busOf(first), Statement: ofBus.map(statementOf) } };
  });
}

export const setBusPolicy: Maker = async ({ properties }, { eventBridge }) => {
  const { EventBusName, Statement } = properties as { EventBusName: string; Statement: unknown };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await eventBridge.send(new PutPermissionCommand({ EventBusName, Policy: policy }));
};

export const makeRule: Maker = async ({ names, properties }, { eventBridge }) => {
  const targets = (properties['Targets'] ?? []) as Target[];
  if (onlyNotifies(targets)) return;
  const on = { EventBusName: properties['EventBusName'] as string };
  await eventBridge.send(
    new PutRuleCommand({
      Name: names.ref,
      ...on,
      EventPattern: patternText(properties['EventPattern']),
      State: (properties['State'] ?? 'ENABLED') as RuleState,
    }),
  );
  const { FailedEntries = [] } = await eventBridge.send(new PutTargetsCommand({ Rule: names.ref, ...on, Targets: targets }));
  const [failed] = FailedEntries;
  if (failed) throw new Error(`rule ${names.ref}: target ${failed.TargetId ?? '?'} refused: ${failed.ErrorMessage ?? '?'}`);
};

function patternText(pattern: unknown): string {
  return typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
}

/** Nobody is notified here. Made all the same, such a rule would turn each of its events into a dead letter. */
function onlyNotifies(targets: readonly Target[]): boolean {
  return targets.length > 0 && targets.every(({ Arn = '' }) => Arn.split(':')[2] === 'sns');
}

export const makeArchive: Maker = async ({ properties }, { eventBridge }) => {
  const { ArchiveName, SourceArn, EventPattern, RetentionDays } = properties;
  const input = { ArchiveName, EventSourceArn: SourceArn, EventPattern: JSON.stringify(EventPattern), RetentionDays };
  await makeOnce(
    () => eventBridge.send(new CreateArchiveCommand(input as CreateArchiveCommandInput)),
    ['ResourceAlreadyExistsException'],
  );
};
