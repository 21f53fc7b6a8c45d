/**
 * Keys in the run bucket. All objects of a run stand under `runs/<runId>/`; each is written once and never changed,
 * so that a repeated answer names the same object.
 */
export function definitionKeyOf(runId: string): string {
  return `runs/${runId}/definition.json`;
}

export function scopeKeyOf(runId: string): string {
  return `runs/${runId}/scope.json`;
}

export function inventoryKeyOf(runId: string, chunk: number): string {
  return `runs/${runId}/inventory/${String(chunk)}.json`;
}

/** Named by content: two attempts to write the same part of a plan write the same object. */
export function planPartKeyOf(runId: string, sha256: string): string {
  return `runs/${runId}/plan/${sha256}.json`;
}

export function findingsKeyOf(command: { runId: string; wave: string; target: number; command: number; look: number }): string {
  return `${findingsPrefixOf(command.runId)}${command.wave}/${String(command.target)}/${String(command.command)}-${String(command.look)}.json`;
}

/** What the keys of all findings of a run begin with. */
export function findingsPrefixOf(runId: string): string {
  return `runs/${runId}/findings/`;
}

export function outcomesKeyOf(target: { runId: string; wave: string; target: number }): string {
  return `runs/${target.runId}/outcomes/${target.wave}/${String(target.target)}.json`;
}

/** Says that nothing more is sent in a wave, or without one in the whole run. Tables may be restored to before it was said. */
export function stopKeyOf({ runId, wave }: { runId: string; wave?: string }): string {
  return `runs/${runId}/stops/${wave === undefined ? 'run' : `wave/${wave}`}.json`;
}

export function reportKeyOf(runId: string, format: 'html' | 'json' | 'csv'): string {
  return `runs/${runId}/report.${format}`;
}
