import type { SendCommandRequest, SendCommandResult } from '@aws-sdk/client-ssm';
import { SeededRandom } from '#local/chance/seeded-random.ts';
import { AwsError, type Caller } from '#local/wire/service.ts';
import { type FleetContext, placeOf } from '../fleet-context.ts';
import type { CommandRequest } from '../life/command.ts';
import { isManaged } from '../life/simulated-instance.ts';
import type { AccountRegion } from '../life/world.ts';
import { describeCommand } from './command-view.ts';
import { bareDocumentName, checkDocument } from './documents.ts';
import { checkLength, checkPattern, checkRange } from './validation.ts';

/** Refuses as SSM does: the whole call for one bad id, and 51 ids by a throttle that is none. */
export function sendCommand(context: FleetContext, input: SendCommandRequest, caller: Caller): SendCommandResult {
  const place = placeOf(context, caller);
  const request = requestOf(input);
  checkDocument(request);
  checkInstances(place, request.instanceIds);
  const { seed } = context.world;
  const commandId = new SeededRandom(seed, caller.accountId, caller.region, 'command', place.commands.size).uuid();
  context.act({ kind: 'sent', accountId: caller.accountId, region: caller.region, commandId, request });
  const command = place.commands.get(commandId);
  return command === undefined ? {} : { Command: describeCommand(command) };
}

function requestOf(input: SendCommandRequest): CommandRequest {
  checkMembers(input);
  const usual = {
    parameters: {},
    comment: '',
    documentVersion: '',
    timeoutSeconds: 3_600,
    maxConcurrency: '50',
    maxErrors: '0',
  };
  const given = {
    documentVersion: input.DocumentVersion,
    parameters: input.Parameters,
    comment: input.Comment,
    timeoutSeconds: input.TimeoutSeconds,
    maxConcurrency: input.MaxConcurrency,
    maxErrors: input.MaxErrors,
  };
  return {
    ...usual,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    documentName: bareDocumentName(input.DocumentName),
    instanceIds: input.InstanceIds ?? [],
  };
}

function checkMembers(input: SendCommandRequest): void {
  const ids = input.InstanceIds?.length ?? 0;
  if (ids > 50) throw new AwsError('ThrottlingException', 'Rate exceeded');
  checkLength('comment', input.Comment, 100);
  checkRange('timeoutSeconds', input.TimeoutSeconds, { from: 30, to: 2_592_000 });
  checkPattern('maxConcurrency', input.MaxConcurrency, /^([1-9]\d*|[1-9]\d?%|100%)$/);
  checkPattern('maxErrors', input.MaxErrors, /^(0|[1-9]\d*|0%|[1-9]\d?%|100%)$/);
  if (ids === 0 || (input.Targets?.length ?? 0) > 0) {
    throw new AwsError(
      'InvalidParameters',
      'The local cloud sends commands by InstanceIds only: name 1 to 50 of them, and no Targets.',
    );
  }
}

function checkInstances(place: AccountRegion, instanceIds: readonly string[]): void {
  if (new Set(instanceIds).size < instanceIds.length) {
    throw new AwsError('DuplicateInstanceId', 'An instance id is given twice.');
  }
  const bad = instanceIds.filter((id) => {
    const instance = place.instances.get(id);
    return instance === undefined || !isManaged(instance);
  });
  if (bad.length > 0) {
    throw new AwsError(
      'InvalidInstanceId',
      `Instances [[${bad.join(', ')}]] not in a valid state for account ${place.accountId}`,
    );
  }
}
