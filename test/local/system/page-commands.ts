import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The commands of a page of docs: its blocks that begin with "```sh <name>", to be run as they stand. */
export interface PageCommands {
  /** What a block says, its lines together. */
  textOf(block: string): string;
  /** Runs a block in bash on the local cloud at `endpoint`, after the page's `names` and with these variables changed. */
  run(block: string, endpoint: string, variables?: Record<string, string>): Promise<string>;
}

const root = process.cwd();

/** `aws` and `npx patchwave` of the page, on this machine. */
const standIns = `
aws() { '${process.execPath}' --disable-warning=ExperimentalWarning '${join(root, 'test', 'local', 'system', 'aws-command.ts')}' "$@"; }
`;

export function commandsOfPage(path: string): PageCommands {
  const page = readFileSync(path, 'utf8');
  function textOf(block: string): string {
    const text = new RegExp(`^\`\`\`sh ${block}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1];
    if (text === undefined) throw new Error(`${path}: found no block "sh ${block}", expected the commands for it.`);
    return text;
  }
  return {
    textOf,
    async run(block, endpoint, variables = {}) {
      const local = { STAGE: 'dev', PATCHWAVE: `node ${join(root, 'cli', 'patchwave.mjs')} --endpoint ${endpoint}`, ...variables };
      const changed = Object.entries(local).map(([name, value]) => `${name}='${value}'`).join('\n');
      const script = ['set -euo pipefail', standIns, textOf('names'), changed, textOf(block)].join('\n');
      const { stdout } = await promisify(execFile)('bash', ['-c', script], { env: { ...process.env, AWS_ENDPOINT_URL: endpoint } });
      return stdout;
    },
  };
}
