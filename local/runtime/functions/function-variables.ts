import type { Place } from '../template/stack.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** The access key of a function's role: recognisable in a log, and in the shape of AWS's own. */
export function functionAccessKeyId(functionName: string): string {
  return `AKIA${functionName.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()}`;
}

/** The environment that Lambda would give the function, with the local cloud as its AWS. */
export function functionVariables(definition: FunctionDefinition, place: Place): Record<string, string> {
  return {
    ...definition.environment,
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ENDPOINT_URL: place.endpoint,
    AWS_ACCESS_KEY_ID: functionAccessKeyId(definition.name),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMiB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: '/var/task',
    _HANDLER: definition.handler,
    NODE_ENV: 'production',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
