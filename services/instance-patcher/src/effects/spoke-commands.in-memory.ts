import type {
  DescribeInstanceInformationResult, ListCommandsResult, SendCommandResult,
} from '@aws-sdk/client-ssm';

import { spokeCommandsOver } from './spoke-commands-over-calls.ts';
import type { SpokeCommands } from './spoke-commands.ts';

/**
 * Any simulated spoke: an operation by AWS's name (`AssumeRole`, `SendCommand`, `ListCommands`,
 * `DescribeInstanceInformation`, `CancelCommand`) with AWS's input. Throws errors whose `name` is AWS's code.
 */
export type SpokeCall = (...call: [accountId: string, region: string, operation: string, input: object]) => unknown;

/** The same mapping as the real adapter, without SDK and wire. */
export function createInMemorySpokeCommands(call: SpokeCall): SpokeCommands {
  return spokeCommandsOver({
    async connect(accountId, region) {
      await call(accountId, region, 'AssumeRole', {});
      async function run<Output>(operation: string, input: object): Promise<Output> {
        return (await call(accountId, region, operation, input)) as Output;
      }
      return {
        SendCommand: (input) => run<SendCommandResult>('SendCommand', input),
        ListCommands: (input) => run<ListCommandsResult>('ListCommands', input),
        DescribeInstanceInformation: (input) =>
          run<DescribeInstanceInformationResult>('DescribeInstanceInformation', input),
        CancelCommand: (input) => run('CancelCommand', input),
      };
    },
    forget: () => undefined,
  });
}
