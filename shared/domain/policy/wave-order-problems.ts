import { showFound, type Problem } from '../problem.ts';

interface WaveOrder {
  name: string;
  dependsOn?: readonly string[] | undefined;
}

/** Names must be unique, dependencies must exist, and no wave may wait for itself, however long the way round. */
export function waveOrderProblems(waves: readonly WaveOrder[]): Problem[] {
  return [...duplicateNames(waves), ...unknownDependencies(waves), ...circles(waves)];
}

function duplicateNames(waves: readonly WaveOrder[]): Problem[] {
  return waves.flatMap(({ name }, index) => {
    const first = waves.findIndex((other) => other.name === name);
    return first === index
      ? []
      : [{ field: `waves[${String(index)}].name`, found: showFound(name), expected: `a name that no other wave has (waves[${String(first)}] has it)` }];
  });
}

function unknownDependencies(waves: readonly WaveOrder[]): Problem[] {
  const names = new Set(waves.map(({ name }) => name));
  return waves.flatMap(({ dependsOn = [] }, wave) =>
    dependsOn.flatMap((dependency, index) =>
      names.has(dependency)
        ? []
        : [{ field: `waves[${String(wave)}].dependsOn[${String(index)}]`, found: showFound(dependency), expected: `the name of a wave (${[...names].join(', ')})` }],
    ),
  );
}

function circles(waves: readonly WaveOrder[]): Problem[] {
  const dependsOn = new Map(waves.map(({ name, dependsOn: dependencies = [] }) => [name, dependencies]));
  return waves.flatMap(({ name }, index) =>
    waitsForItself(name, dependsOn)
      ? [{ field: `waves[${String(index)}].dependsOn`, found: showFound(dependsOn.get(name)), expected: `waves that do not depend on ${name} themselves, directly or by others` }]
      : [],
  );
}

function waitsForItself(name: string, dependsOn: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const dependency of dependsOn.get(next) ?? []) {
      if (dependency === name) return true;
      if (seen.has(dependency)) continue;
      seen.add(dependency);
      open.push(dependency);
    }
  }
  return false;
}
