import type { Command as CommandView, CommandInvocation, CommandPlugin } from '@aws-sdk/client-ssm';
import { type Command, type Invocation, isPatchDocument } from '../life/command.ts';
import { commandStatus } from '../life/command-status.ts';

export function describeCommand(command: Command): CommandView {
  const { status, statusDetails, completed, errors, deliveryTimedOut } = commandStatus(command);
  const { request } = command;
  return {
    CommandId: command.id,
    DocumentName: request.documentName,
    DocumentVersion: request.documentVersion,
    Comment: request.comment,
    ExpiresAfter: new Date(command.expiresAtMs),
    Parameters: copyOf(request.parameters),
    InstanceIds: [...request.instanceIds],
    Targets: [],
    RequestedDateTime: new Date(command.requestedAtMs),
    Status: status,
    StatusDetails: statusDetails,
    MaxConcurrency: request.maxConcurrency,
    MaxErrors: request.maxErrors,
    TargetCount: command.invocations.length,
    CompletedCount: completed,
    ErrorCount: errors,
    DeliveryTimedOutCount: deliveryTimedOut,
    TimeoutSeconds: request.timeoutSeconds,
  };
}

export function describeInvocation(invocation: Invocation, details: boolean): CommandInvocation {
  const { command, instance } = invocation;
  return {
    CommandId: command.id,
    InstanceId: instance.plan.instanceId,
    InstanceName: instance.plan.tags['Name'] ?? '',
    Comment: command.request.comment,
    DocumentName: command.request.documentName,
    DocumentVersion: command.request.documentVersion,
    RequestedDateTime: new Date(command.requestedAtMs),
    Status: invocation.status,
    StatusDetails: invocation.statusDetails,
    CommandPlugins: details ? [describePlugin(invocation)] : [],
  };
}

/** The one step of the document that applies to the instance's platform. */
export function pluginName({ command, instance }: Invocation): string {
  if (isPatchDocument(command.request.documentName)) return `Patch${instance.plan.os.type}`;
  return command.request.documentName === 'AWS-RunPowerShellScript' ? 'aws:runPowerShellScript' : 'aws:runShellScript';
}

function describePlugin(invocation: Invocation): CommandPlugin {
  const { startedAtMs, endedAtMs, status } = invocation;
  return {
    Name: pluginName(invocation),
    Status: status === 'Delayed' ? 'Pending' : status,
    StatusDetails: invocation.statusDetails,
    ResponseCode: invocation.responseCode,
    ...(startedAtMs === undefined ? {} : { ResponseStartDateTime: new Date(startedAtMs) }),
    ...(startedAtMs === undefined || endedAtMs === undefined ? {} : { ResponseFinishDateTime: new Date(endedAtMs) }),
    Output: invocation.output.slice(0, 2_500),
  };
}

function copyOf(parameters: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]]));
}
