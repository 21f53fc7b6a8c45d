/** What the shell sees; docs/cli.md lists them. */
export const exitCodes = {
  ok: 0,
  /** The run ended otherwise than Completed, or a gate failed. */
  otherEnd: 1,
  /** Nothing was started: the message names the field. */
  badInput: 2,
  /** The endpoint does not answer. */
  unreachable: 3,
  interrupted: 130,
} as const;

/** Ends the command with these words on stderr. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

export function badInput(message: string): CommandFailure {
  return new CommandFailure(exitCodes.badInput, message);
}
