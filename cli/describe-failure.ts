import { CommandFailure, exitCodes } from './exit-codes.ts';

/**
 * What to tell a person of an error from a hub: AWS said no, or the connection broke. Undefined for all others: those
 * are bugs, and their stack is wanted.
 */
export function describeFailure(error: unknown): CommandFailure | undefined {
  if (error instanceof CommandFailure) return error;
  if (!(error instanceof Error)) return undefined;
  if ('$metadata' in error) {
    return new CommandFailure(exitCodes.unreachable, `The hub refused: ${error.name}: ${error.message}. Check the stage, the region and what your identity may do.`);
  }
  const code = 'code' in error ? String(error.code) : '';
  if (!BROKEN.has(code)) return undefined;
  return new CommandFailure(exitCodes.unreachable, `The hub no longer answers (${code}). Whatever was asked before is kept there; ask again when it is back.`);
}

const BROKEN: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN']);
