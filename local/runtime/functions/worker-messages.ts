/** What a worker is started with. */
export interface WorkerStart {
  /** Absolute path of the unpacked code. */
  codeFolder: string;
  /** As in the template: `src/lambda.control`. */
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMiB: number;
  /** One Float64: the scaled clock's epoch milliseconds. */
  clockCell: SharedArrayBuffer;
  /** What the function prints is appended here; without it, it is dropped. */
  logFile?: string | undefined;
}

export interface InvokeMessage {
  requestId: string;
  event: unknown;
  timeoutMs: number;
}

/** The one answer to an InvokeMessage. */
export type WorkerAnswer =
  | { kind: 'succeeded'; requestId: string; result: unknown }
  | { kind: 'failed'; requestId: string; errorType: string; errorMessage: string };
