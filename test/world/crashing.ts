import { Crash, type Chance } from './faults.ts';

/** The same object, whose every method may die before it does its work, or after it did and before anybody knows. */
export function crashing<Effects extends object>(chance: Chance, effects: Effects): Effects {
  return new Proxy(effects, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        if (chance.strikes('crash')) throw new Crash(`before ${String(property)}`);
        const result: unknown = await Reflect.apply(member, target, args);
        if (chance.strikes('crash')) throw new Crash(`after ${String(property)}`);
        return result;
      };
    },
  });
}
