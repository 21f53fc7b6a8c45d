import type { Command } from 'commander';

/** Commands of one subject: `patchwave run ...`. */
export function group(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).copyInheritedSettings(program);
}

/** A command that does something; every one of them can answer in JSON. */
export function leaf(parent: Command, usage: string, description: string): Command {
  return parent.command(usage).description(description).copyInheritedSettings(parent).option('--json', 'the answer as JSON, for programs');
}

/** What commander hands to the action of a leaf. */
export interface LeafOptions {
  json?: true;
}

export function isJson({ json }: LeafOptions): boolean {
  return json === true;
}
