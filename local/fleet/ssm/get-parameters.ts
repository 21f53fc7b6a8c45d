import type {
  GetParameterRequest,
  GetParameterResult,
  GetParametersRequest,
  GetParametersResult,
  Parameter,
} from '@aws-sdk/client-ssm';
import { AwsError } from '#local/wire/service.ts';
import type { FleetContext } from '../fleet-context.ts';

export function getParameter(context: FleetContext, input: GetParameterRequest): GetParameterResult {
  const parameter = find(context, input.Name ?? '');
  if (parameter === undefined) throw new AwsError('ParameterNotFound', `Parameter ${String(input.Name)} not found.`);
  return { Parameter: parameter };
}

export function getParameters(context: FleetContext, input: GetParametersRequest): GetParametersResult {
  const names = input.Names ?? [];
  return {
    Parameters: names.flatMap((name) => find(context, name) ?? []),
    InvalidParameters: names.filter((name) => !context.parameters.has(name)),
  };
}

function find({ parameters }: FleetContext, name: string): Parameter | undefined {
  const value = parameters.get(name);
  return value === undefined ? undefined : { Name: name, Type: 'String', Value: value, Version: 1, DataType: 'text' };
}
