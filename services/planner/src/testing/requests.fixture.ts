/** A policy as it is parsed from its YAML: canary, then main, in two accounts. */
export function aPolicy(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'web',
    targets: { accounts: ['111111111111', '222222222222'], regions: ['eu-west-1'] },
    approval: { required: false },
    waves: [
      { name: 'canary', tags: { Wave: ['canary'] } },
      { name: 'main', tags: { Wave: ['main'] }, dependsOn: ['canary'] },
    ],
    ...over,
  };
}

export function aRunInput(): Record<string, unknown> {
  const filters = { tags: { PatchGroup: ['default'] }, platforms: ['Linux'] };
  return { waves: [{ name: 'first', accounts: ['111111111111'], regions: ['eu-west-1'], filters }] };
}
