import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unzipSync } from 'fflate';

export interface PackagedFunction {
  name: string;
  /** Of all that the zip holds, unpacked. */
  rawBytes: number;
  /** Of the zip as it is uploaded. */
  zipBytes: number;
  /** The text of its one module. */
  module: Uint8Array;
  /** What its template sets; what only a deployed stack knows is some text. */
  variables: Record<string, string>;
}

interface Template {
  Resources: Record<string, { Type: string; Properties: FunctionProperties }>;
}

interface FunctionProperties {
  FunctionName: string;
  Handler: string;
  Environment: { Variables: Record<string, unknown> };
}

const TEMPLATE = 'cloudformation-template-update-stack.json';

/** The functions of all services that have been packaged below `root`, from their templates and zips. */
export function packagedFunctions(root: string): PackagedFunction[] {
  return readdirSync(join(root, 'services')).flatMap((service) => {
    const folder = join(root, 'services', service, '.serverless');
    const template = readTemplate(folder);
    const functions = Object.values(template?.Resources ?? {}).filter(({ Type }) => Type === 'AWS::Lambda::Function');
    return functions.map(({ Properties }) => packagedFunction(folder, Properties));
  });
}

/** None for what is no service of its own, such as the spoke's template. */
function readTemplate(folder: string): Template | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, TEMPLATE), 'utf8')) as Template;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function packagedFunction(folder: string, { FunctionName, Handler, Environment }: FunctionProperties): PackagedFunction {
  // `src/lambda.control` is the export `control` of `src/lambda.mjs`, in the zip of that function.
  const [file = '', key = ''] = Handler.split('.');
  const zip = readFileSync(join(folder, `${key}.zip`));
  const unpacked = unzipSync(zip);
  const module = unpacked[`${file}.mjs`];
  if (module === undefined) throw new Error(`${FunctionName}: found ${Object.keys(unpacked).join(', ')} in its zip, expected ${file}.mjs.`);
  return {
    name: FunctionName,
    rawBytes: Object.values(unpacked).reduce((sum, { length }) => sum + length, 0),
    zipBytes: zip.length,
    module,
    variables: Object.fromEntries(Object.entries(Environment.Variables).map(([name, value]) => [name, textOf(value)])),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'known-when-deployed';
}
