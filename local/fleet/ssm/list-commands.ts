import type { ListCommandsRequest, ListCommandsResult } from '@aws-sdk/client-ssm';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import type { Command } from '../life/command.ts';
import { commandStatus } from '../life/command-status.ts';
import type { AccountRegion } from '../life/world.ts';
import { checkFilters, matchesFilters } from './command-filters.ts';
import { describeCommand } from './command-view.ts';
import { pageOf, withToken } from './pages.ts';

/** Newest first. */
export function listCommands(context: FleetContext, input: ListCommandsRequest, caller: Caller): ListCommandsResult {
  checkFilters(input.Filters);
  const place = placeOf(context, caller);
  const found = commandsOf(place, input.CommandId).filter(
    (command) =>
      (input.InstanceId === undefined || command.request.instanceIds.includes(input.InstanceId)) &&
      matchesFilters(input.Filters, command, commandStatus(command)),
  );
  const { page, nextToken } = pageOf(found, input, { from: 1, to: 50, usual: 50, keyOf: ({ id }) => id });
  return withToken({ Commands: page.map(describeCommand) }, nextToken);
}

/** All commands of an account-region, newest first, or the one that was asked for. */
export function commandsOf(place: AccountRegion, commandId: string | undefined): Command[] {
  return commandId === undefined ? [...place.commands.values()].reverse() : [commandById(place, commandId)];
}

export function commandById(place: AccountRegion, commandId: string | undefined): Command {
  const command = place.commands.get(commandId ?? '');
  if (command === undefined) {
    throw new AwsError(
      'InvalidCommandId',
      `Command ${String(commandId)} is unknown in ${place.accountId} ${place.region}.`,
    );
  }
  return command;
}
