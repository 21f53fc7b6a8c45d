import { basename, join } from 'node:path';

import type { ResolvedResource } from '../template/resolve-stack.ts';

/** A function as its template describes it. */
export interface FunctionDefinition {
  name: string;
  arn: string;
  /** The name of the role that it runs under. */
  roleName: string;
  /** `<path of the module in the zip without its ending>.<export>`. */
  handler: string;
  timeoutSeconds: number;
  memoryMiB: number;
  environment: Record<string, string>;
  /** Absolute path of the zip that `serverless package` made. */
  artifact: string;
}

// CloudFormation's own defaults.
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MIB = 128;

export function functionDefinition({ folder, names, properties }: ResolvedResource): FunctionDefinition {
  const code = properties['Code'] as { S3Key?: string };
  if (code.S3Key === undefined) {
    throw new Error(`function ${names.ref}: Code has no S3Key; expected the zip that "npm run package" makes.`);
  }
  const { Variables = {} } = (properties['Environment'] ?? {}) as { Variables?: Record<string, unknown> };
  return {
    name: names.ref,
    arn: names.attributes['Arn'] ?? '',
    roleName: basename(String(properties['Role'])),
    handler: String(properties['Handler']),
    timeoutSeconds: Number(properties['Timeout'] ?? DEFAULT_TIMEOUT_SECONDS),
    memoryMiB: Number(properties['MemorySize'] ?? DEFAULT_MEMORY_MIB),
    environment: Object.fromEntries(Object.entries(Variables).map(([name, value]) => [name, String(value)])),
    artifact: join(folder, basename(code.S3Key)),
  };
}
