import { buildProgram } from './program.ts';
import { CommandFailure, exitCodes } from './exit-codes.ts';
import { terminal } from './output.ts';

process.on('SIGINT', () => process.exit(exitCodes.interrupted));
try {
  await buildProgram(terminal).parseAsync();
} catch (error) {
  if (!(error instanceof CommandFailure)) throw error;
  terminal.note(error.message);
  process.exitCode = error.exitCode;
}
