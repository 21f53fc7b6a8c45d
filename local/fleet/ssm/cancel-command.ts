import type { CancelCommandRequest, CancelCommandResult } from '@aws-sdk/client-ssm';
import type { Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import { commandById } from './list-commands.ts';
import { checkLength } from './validation.ts';

export function cancelCommand(context: FleetContext, input: CancelCommandRequest, caller: Caller): CancelCommandResult {
  const command = commandById(placeOf(context, caller), input.CommandId);
  const instanceIds = input.InstanceIds ?? [];
  checkLength('instanceIds', instanceIds, 50);
  context.act({
    kind: 'cancelled',
    accountId: caller.accountId,
    region: caller.region,
    commandId: command.id,
    instanceIds,
  });
  return {};
}
