import type { PatchJob } from './job.ts';
import type { SimulatedInstance } from './simulated-instance.ts';

/** What was asked, as the journal keeps it. */
export interface CommandRequest {
  documentName: string;
  documentVersion: string;
  instanceIds: readonly string[];
  parameters: Readonly<Record<string, readonly string[]>>;
  comment: string;
  /** Delivery time-out: what was not started by then will not run. */
  timeoutSeconds: number;
  maxConcurrency: string;
  maxErrors: string;
}

export type InvocationStatus = 'Pending' | 'Delayed' | 'InProgress' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled';

export type StatusDetails = InvocationStatus | 'DeliveryTimedOut' | 'ExecutionTimedOut' | 'Terminated' | 'Incomplete';

export interface Command {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly request: CommandRequest;
  readonly requestedAtMs: number;
  /** Delivery time-out plus the document's own: then every open invocation becomes DeliveryTimedOut. */
  readonly expiresAtMs: number;
  readonly invocations: readonly Invocation[];
  /** Not yet handed to the agents, because of MaxConcurrency. */
  queue: Invocation[];
  /** How many may be handed over at once; doubles while SSM ramps up. */
  ramp: number;
  rampArmed: boolean;
  cancelled: boolean;
  endedAtMs: number | undefined;
  /** Called after one of its invocations has ended. */
  settled: () => void;
}

export interface Invocation {
  readonly command: Command;
  readonly instance: SimulatedInstance;
  /** Counts the commands of this instance, from 0: the name of its stream of chance. */
  readonly ordinal: number;
  status: InvocationStatus;
  statusDetails: StatusDetails;
  /** -1 until it has ended on the instance. */
  responseCode: number;
  startedAtMs: number | undefined;
  endedAtMs: number | undefined;
  job: PatchJob | undefined;
  output: string;
}

export function isOpen(invocation: Invocation): boolean {
  return ['Pending', 'Delayed', 'InProgress'].includes(invocation.status);
}

/** Which of AWS's documents patch, and may therefore not run twice at once on one instance. */
export function isPatchDocument(documentName: string): boolean {
  return documentName.startsWith('AWS-RunPatchBaseline');
}

/** The documents' own execution time-outs. AWS does not publish that of AWS-RunPatchBaseline; two hours is its default. */
export function executionTimeoutSeconds(documentName: string, parameters: CommandRequest['parameters']): number {
  if (isPatchDocument(documentName)) return 7_200;
  return Number(parameters['executionTimeout']?.[0] ?? 3_600);
}

/** A number, or a percentage of the targets, as MaxConcurrency and MaxErrors give it. */
export function limitOf(limit: string, targets: number): number {
  return limit.endsWith('%') ? Math.floor((Number(limit.slice(0, -1)) * targets) / 100) : Number(limit);
}
