const WAVE = 'WAVE';

export function waveKeyOf({ runId, wave }: { runId: string; wave: string }): string {
  return `${WAVE}#${runId}#${wave}`;
}

/** Neither a run's id nor a wave's name can contain `#`. Undefined for keys of other aggregates. */
export function waveOfKey(key: string): { runId: string; wave: string } | undefined {
  const [kind, runId, wave] = key.split('#');
  return kind === WAVE && runId !== undefined && wave !== undefined ? { runId, wave } : undefined;
}
