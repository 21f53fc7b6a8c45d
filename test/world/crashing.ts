import type { Chance } from './faults.ts';

/**
 * The same object, whose every method may die before it does its work, or after it did and before anybody knows. Once
 * a process is dead, every later effect of it fails as well: it cannot tidy up after itself.
 */
export function crashing<Effects extends object>(chance: Chance, effects: Effects): Effects {
  return new Proxy(effects, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        chance.mayDie(`before ${String(property)}`);
        const result: unknown = await Reflect.apply(member, target, args);
        chance.mayDie(`after ${String(property)}`);
        return result;
      };
    },
  });
}
