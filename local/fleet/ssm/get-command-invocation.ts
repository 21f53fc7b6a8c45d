import type { GetCommandInvocationRequest, GetCommandInvocationResult } from '@aws-sdk/client-ssm';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import type { Invocation } from '../life/command.ts';
import { describeInvocation, pluginName } from './command-view.ts';

/** Right after the send SSM does not know the invocation yet. */
const consistentAfterMs = 2_000;

export function getCommandInvocation(
  context: FleetContext,
  input: GetCommandInvocationRequest,
  caller: Caller,
): GetCommandInvocationResult {
  const invocation = visibleInvocation(context, input, caller);
  if (input.PluginName !== undefined && input.PluginName !== pluginName(invocation)) {
    throw new AwsError(
      'InvalidPluginName',
      `The plugin name isn't valid: ${input.PluginName}; expected ${pluginName(invocation)}.`,
    );
  }
  const { CommandId, InstanceId, Comment, DocumentName, DocumentVersion, Status, StatusDetails } = describeInvocation(
    invocation,
    false,
  );
  const { startedAtMs, endedAtMs } = invocation;
  return {
    ...{ CommandId, InstanceId, Comment, DocumentName, DocumentVersion, Status, StatusDetails },
    PluginName: pluginName(invocation),
    ResponseCode: invocation.responseCode,
    ExecutionStartDateTime: isoOrEmpty(startedAtMs),
    ExecutionEndDateTime: startedAtMs === undefined ? '' : isoOrEmpty(endedAtMs),
    StandardOutputContent: invocation.output.slice(0, 24_000),
    StandardErrorContent: invocation.job?.error ?? '',
  };
}

function visibleInvocation(context: FleetContext, input: GetCommandInvocationRequest, caller: Caller): Invocation {
  const command = placeOf(context, caller).commands.get(input.CommandId ?? '');
  const invocation = command?.invocations.find(({ instance }) => instance.plan.instanceId === input.InstanceId);
  const visible = command !== undefined && context.world.agenda.now() >= command.requestedAtMs + consistentAfterMs;
  if (invocation !== undefined && visible) return invocation;
  throw new AwsError(
    'InvocationDoesNotExist',
    'The command ID and managed node ID you specified did not match any invocations.',
  );
}

function isoOrEmpty(epochMs: number | undefined): string {
  return epochMs === undefined ? '' : new Date(epochMs).toISOString();
}
