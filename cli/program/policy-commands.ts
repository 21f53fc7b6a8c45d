import type { Command } from 'commander';

import { validatePolicy } from '../commands/validate-policy.ts';
import type { Output } from '../output.ts';
import { group, isJson, leaf, type LeafOptions } from './leaf.ts';

export function addPolicyCommands(program: Command, output: Output): void {
  const policy = group(program, 'policy', 'who is patched, when and how');
  leaf(policy, 'validate <file>', 'check a policy or run input; exit 2 with every problem named').action(
    (file: string, options: LeafOptions) => validatePolicy(output, file, { json: isJson(options), now: Date.now() }),
  );
}
