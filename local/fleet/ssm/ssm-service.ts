import type { FleetOperation } from '../fleet-context.ts';
import { getCalendarState } from './calendar/get-calendar-state.ts';
import { describeDocument, getDocument } from './calendar/read-documents.ts';
import { createDocument, deleteDocument, updateDocument, updateDocumentDefaultVersion } from './calendar/write-documents.ts';
import { cancelCommand } from './cancel-command.ts';
import { describeInstanceInformation } from './describe-instance-information.ts';
import { describeInstancePatchStates } from './describe-instance-patch-states.ts';
import { describeInstancePatches } from './describe-instance-patches.ts';
import { getCommandInvocation } from './get-command-invocation.ts';
import { getParameter, getParameters } from './get-parameters.ts';
import { listCommandInvocations } from './list-command-invocations.ts';
import { listCommands } from './list-commands.ts';
import { listComplianceSummaries } from './list-compliance-summaries.ts';
import { sendCommand } from './send-command.ts';

/** SSM's operations by their AWS names. */
export const ssmOperations = {
  SendCommand: sendCommand,
  CancelCommand: cancelCommand,
  ListCommands: listCommands,
  ListCommandInvocations: listCommandInvocations,
  GetCommandInvocation: getCommandInvocation,
  DescribeInstanceInformation: describeInstanceInformation,
  DescribeInstancePatchStates: describeInstancePatchStates,
  DescribeInstancePatches: describeInstancePatches,
  ListComplianceSummaries: listComplianceSummaries,
  GetCalendarState: getCalendarState,
  CreateDocument: createDocument,
  UpdateDocument: updateDocument,
  UpdateDocumentDefaultVersion: updateDocumentDefaultVersion,
  GetDocument: getDocument,
  DescribeDocument: describeDocument,
  DeleteDocument: deleteDocument,
  GetParameter: getParameter,
  GetParameters: getParameters,
} satisfies Record<string, FleetOperation>;
