import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { PromiseContext } from './lambda-context.ts';

export type Handler = (event: unknown, context: PromiseContext) => unknown;

/** Imports the bundle as Lambda does: `src/lambda.control` is the export `control` of `src/lambda.mjs` (or `.js`). */
export async function loadHandler(codeFolder: string, handler: string): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const [path, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs'].map((ending) => join(codeFolder, path + ending)).find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`handler ${handler}: no ${path}.mjs, .js or .cjs in ${codeFolder}.`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const found = module[name];
  if (typeof found !== 'function') {
    throw new Error(`handler ${handler}: ${path} exports ${Object.keys(module).join(', ') || 'nothing'}, expected a function "${name}".`);
  }
  return found as Handler;
}
