import type { Chance } from './faults.ts';

/**
 * The same object, whose every method may die before it does its work, or after it did and before anybody knows. Once
 * a process is dead, every later effect of it fails as well: it cannot tidy up after itself.
 */
export function crashing<Effects extends object>(chance: Chance, effects: Effects): Effects {
  const dangerous = new Map<string | symbol, unknown>();
  return new Proxy(effects, {
    get(target, property) {
      if (dangerous.has(property)) return dangerous.get(property);
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      const method = mayDieAround(chance, String(property), (...args) => Reflect.apply(member, target, args) as unknown);
      dangerous.set(property, method);
      return method;
    },
  });
}

type Method = (...args: unknown[]) => unknown;

function mayDieAround(chance: Chance, name: string, method: Method): Method {
  const [before, after] = [`before ${name}`, `after ${name}`];
  return async (...args) => {
    chance.mayDie(before);
    const result = await method(...args);
    chance.mayDie(after);
    return result;
  };
}
