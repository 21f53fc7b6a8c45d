import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { startEnvironment } from './functions/function-environment.ts';
import { functionDefinition, type FunctionDefinition } from './functions/function-definition.ts';
import { createFunctionPool, type FunctionPool } from './functions/function-pool.ts';
import { functionAccessKeyId, functionVariables } from './functions/function-variables.ts';
import { unpackArtifact } from './functions/unpack-artifact.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import type { ResolvedResource } from './template/resolve-stack.ts';

type PoolParts = Pick<
  RuntimeOptions,
  'place' | 'identities' | 'clockCell' | 'workerFile' | 'codeFolder' | 'logFolder' | 'environmentsPerFunction'
>;

/** The functions of the templates by ARN, each with its own identity. No worker starts before it is needed. */
export function createFunctionPools(
  resources: readonly ResolvedResource[],
  parts: PoolParts,
): Map<string, { name: string; pool: FunctionPool }> {
  if (parts.logFolder !== undefined) mkdirSync(parts.logFolder, { recursive: true });
  const pools = new Map<string, { name: string; pool: FunctionPool }>();
  for (const resource of resources) {
    if (resource.type !== 'AWS::Lambda::Function') continue;
    const definition = functionDefinition(resource);
    registerIdentity(definition, parts);
    pools.set(definition.arn, { name: definition.name, pool: createPool(definition, parts) });
  }
  return pools;
}

function registerIdentity({ name, roleName }: FunctionDefinition, { identities, place }: PoolParts): void {
  identities.register(functionAccessKeyId(name), {
    accountId: place.accountId,
    arn: `arn:aws:sts::${place.accountId}:assumed-role/${roleName}/${name}`,
    functionName: name,
  });
}

function createPool(definition: FunctionDefinition, parts: PoolParts): FunctionPool {
  const codeFolder = unpackArtifact(definition.artifact, parts.codeFolder);
  return createFunctionPool({
    maxEnvironments: parts.environmentsPerFunction ?? 1,
    timeoutMs: definition.timeoutSeconds * 1000,
    start: () =>
      startEnvironment({
        workerFile: parts.workerFile,
        variables: functionVariables(definition, parts.place),
        start: {
          codeFolder,
          handler: definition.handler,
          functionName: definition.name,
          functionArn: definition.arn,
          memoryMiB: definition.memoryMiB,
          clockCell: parts.clockCell,
          logFile: parts.logFolder === undefined ? undefined : join(parts.logFolder, `${definition.name}.log`),
        },
      }),
  });
}
