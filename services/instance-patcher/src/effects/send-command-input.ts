import type { SendCommandCommandInput } from '@aws-sdk/client-ssm';

import type { SendRequest } from './spoke-commands.ts';

export const PATCH_DOCUMENT = 'AWS-RunPatchBaseline';

/** SSM's own breaker is off: left at its default of 0 errors it would terminate the rest, and it is blind to dead agents. */
export function sendCommandInput({ token, instanceIds, runId, options }: SendRequest): SendCommandCommandInput {
  return {
    DocumentName: PATCH_DOCUMENT,
    InstanceIds: [...instanceIds],
    Comment: token,
    TimeoutSeconds: options.deliveryTimeoutSeconds,
    MaxConcurrency: '100%',
    MaxErrors: '100%',
    Parameters: {
      Operation: [options.operation],
      RebootOption: [options.rebootOption],
      SnapshotId: [runId],
    },
  };
}
