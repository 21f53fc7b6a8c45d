import type { Target } from '@aws-sdk/client-eventbridge';
import { compileJsonPath } from './input/json-path.ts';
import { refuse } from './invalid-parameter.ts';

/** Checks one target as PutTargets does; throws `ValidationException` naming the target. */
export function validateTarget(target: Target): void {
  const { Id: id = '', Arn: arn = '' } = target;
  const group = target.SqsParameters?.MessageGroupId;
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id)) {
    refuse(`Value '${id}' at 'targets.id' failed to satisfy constraint: 1 to 64 of . - _ A-Z a-z 0-9`);
  }
  if (!/^arn:[^:]+:[^:]+:/.test(arn)) refuse(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (arn.endsWith('.fifo') && group === undefined) {
    refuse(`Parameter(s) SqsParameters must be specified for target: ${id}.`);
  }
  validateInput(id, target);
}

function validateInput(id: string, { Input, InputPath, InputTransformer }: Target): void {
  const inputs = [Input, InputPath, InputTransformer].filter((input) => input !== undefined);
  if (inputs.length > 1) refuse(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  if (Input !== undefined && !isJson(Input)) refuse(`JSON syntax error in input for target ${id}.`);
  validatePaths(id, { ...InputTransformer?.InputPathsMap, ...(InputPath !== undefined && { InputPath }) });
}

function validatePaths(id: string, paths: Record<string, string>): void {
  const malformed = Object.values(paths).find((path) => !compileJsonPath(path));
  if (malformed !== undefined) refuse(`Invalid input path for target ${id} : ${malformed}.`);
  const reserved = Object.keys(paths).find((name) => /^aws/i.test(name));
  if (reserved !== undefined) refuse(`Invalid input path key for target ${id}: names that begin with AWS are reserved, found ${reserved}.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
