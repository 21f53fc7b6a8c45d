import { describeProblem, type Problem } from '#shared/domain/problem.ts';
import { badInput, type CommandFailure } from '../exit-codes.ts';
import { problemsOf, type StageGround } from './check-stage-request.ts';
import { readStageRequest, stageUsage, type StageCommand, type StageRequest } from './read-stage-request.ts';

/**
 * The one gate before anything is packaged, deployed or removed. Gives the request, or the help text that was asked
 * for; throws a bad-input failure with every problem.
 */
export function checkedStageRequest(command: StageCommand, argv: readonly string[], ground: StageGround): { request: StageRequest } | { help: string } {
  const read = readStageRequest(command, argv);
  if ('help' in read) return { help: stageUsage(command) };
  if (!read.ok) throw refusal(command, read.problems, `\n\n${stageUsage(command)}`);
  const problems = problemsOf(read.request, ground);
  if (problems.length > 0) throw refusal(command, problems, '');
  return { request: read.request };
}

function refusal(command: StageCommand, problems: readonly Problem[], more: string): CommandFailure {
  return badInput(`${command}: nothing was done.\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}${more}`);
}

/** The given parameters and region as the packager takes them. */
export function packagerOptions({ region, parameters }: StageRequest): string[] {
  return [...[...parameters].map(([name, value]) => `--param=${name}=${value}`), ...(region === undefined ? [] : ['--region', region])];
}
