import type { ListCommandInvocationsRequest, ListCommandInvocationsResult } from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { checkFilters, matchesFilters } from './command-filters.ts';
import { describeInvocation } from './command-view.ts';
import { commandsOf } from './list-commands.ts';
import { pageOf, withToken } from './pages.ts';

export function listCommandInvocations(
  context: FleetContext,
  input: ListCommandInvocationsRequest,
  caller: Caller,
): ListCommandInvocationsResult {
  checkFilters(input.Filters);
  const found = commandsOf(placeOf(context, caller), input.CommandId)
    .flatMap(({ invocations }) => invocations)
    .filter(
      (invocation) =>
        (input.InstanceId === undefined || invocation.instance.plan.instanceId === input.InstanceId) &&
        matchesFilters(input.Filters, invocation.command, invocation),
    );
  const { page, nextToken } = pageOf(found, input, {
    from: 1,
    to: 50,
    usual: 50,
    keyOf: ({ command, instance }) => `${command.id}/${instance.plan.instanceId}`,
  });
  const details = input.Details ?? false;
  return withToken(
    { CommandInvocations: page.map((invocation) => describeInvocation(invocation, details)) },
    nextToken,
  );
}
