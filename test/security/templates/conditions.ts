import type { PrintedTemplate } from './printed-templates.ts';

/** Resolves what has no condition in it. */
export type Resolve = (value: unknown) => unknown;

type Form = (argument: unknown, holds: (condition: unknown) => boolean, resolve: Resolve) => boolean;

const forms: Record<string, Form> = {
  Condition: (name, holds) => holds({ Condition: name }),
  'Fn::Equals': (pair, _holds, resolve) => {
    const [one, other] = resolve(pair) as [unknown, unknown];
    return String(one) === String(other);
  },
  'Fn::Not': (parts, holds) => !holds((parts as unknown[])[0]),
  'Fn::And': (parts, holds) => (parts as unknown[]).every(holds),
  'Fn::Or': (parts, holds) => (parts as unknown[]).some(holds),
};

export interface Chosen {
  /** Does the condition of this name hold? One that is not in the template does not exist: an error. */
  holds: (name: string) => boolean;
  /** Replaces each `Fn::If` by the branch that is taken; a member whose branch is `AWS::NoValue` goes. */
  choose: (value: unknown) => unknown;
}

const nothing = Symbol('AWS::NoValue');

export function conditionsOf({ Conditions = {} }: PrintedTemplate, resolve: Resolve): Chosen {
  function evaluate(condition: unknown): boolean {
    const [[form, argument] = ['', undefined]] = Object.entries(condition as object);
    if (form === 'Condition') return holds(argument as string);
    const evaluated = forms[form];
    if (evaluated === undefined) throw new Error(`template: found condition ${JSON.stringify(condition)}, expected one of ${Object.keys(forms).join(', ')}`);
    return evaluated(argument, evaluate, resolve);
  }

  function holds(name: string): boolean {
    if (!(name in Conditions)) throw new Error(`template: condition "${name}" is referred to but not in it`);
    return evaluate(Conditions[name]);
  }

  function choose(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(choose).filter((element) => element !== nothing);
    if (typeof value !== 'object' || value === null) return value;
    const { 'Fn::If': branches, Ref } = value as Record<string, unknown>;
    if (Ref === 'AWS::NoValue') return nothing;
    if (Array.isArray(branches)) return choose(branches[holds(branches[0] as string) ? 1 : 2]);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, choose(member)] as const).filter(([, member]) => member !== nothing));
  }
  return { holds, choose };
}
