/** Who calls: derived from the access key id of the signature, as AWS does it. */
export interface Caller {
  /** Twelve digits. */
  accountId: string;
  region: string;
  /** `arn:aws:iam::<account>:...` or `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  arn: string;
  accessKeyId: string;
}

/** One AWS API operation. The input is already decoded by the SDK's own schema; the output is encoded by it. */
export type Operation<Input = never, Output = unknown> = (input: Input, caller: Caller) => Output | Promise<Output>;

/** The operations of one AWS service, by their AWS names (`SendCommand`). What is missing answers `NotImplemented`. */
export type LocalService = Record<string, Operation>;

/** An error of AWS's own, by its modelled code (`InvalidInstanceId`); the wire turns it into the typed exception. */
export class AwsError extends Error {
  readonly code: string;
  /** Further members of the error's shape. */
  readonly members: Record<string, unknown>;

  constructor(code: string, message: string, members: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
  }
}
