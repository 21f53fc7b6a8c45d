/** Answers what an intrinsic function asks for; throws when the template names something that is not in it. */
export interface IntrinsicScope {
  ref: (logicalId: string) => string;
  attribute: (logicalId: string, attribute: string) => string;
}

type Intrinsic = (argument: unknown, scope: IntrinsicScope) => unknown;

const intrinsics: Record<string, Intrinsic> = {
  Ref: (argument, scope) => scope.ref(asText('Ref', argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? (argument as string[]) : asText('Fn::GetAtt', argument).split('.');
    return scope.attribute(logicalId ?? '', attribute.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => asText('Fn::Join', resolveIntrinsics(part, scope))).join(separator);
  },
  'Fn::Sub': (argument, scope) => {
    if (!Array.isArray(argument)) return substitute(asText('Fn::Sub', argument), {}, scope);
    const [text, variables] = argument as [string, Record<string, unknown>];
    return substitute(text, resolveIntrinsics(variables, scope) as Record<string, unknown>, scope);
  },
};

/** Replaces CloudFormation's functions by their values, at any depth. Returns new objects; the template stays as it is. */
export function resolveIntrinsics(value: unknown, scope: IntrinsicScope): unknown {
  if (Array.isArray(value)) return value.map((element) => resolveIntrinsics(element, scope));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, unknown>);
  const [only, ...others] = entries;
  if (only !== undefined && others.length === 0) {
    const [name, argument] = only;
    const intrinsic = intrinsics[name];
    if (intrinsic !== undefined) return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) {
      throw new Error(`template: found ${name}, which the local cloud does not resolve; expected one of ${Object.keys(intrinsics).join(', ')}.`);
    }
  }
  return Object.fromEntries(entries.map(([key, member]) => [key, resolveIntrinsics(member, scope)]));
}

function substitute(text: string, variables: Record<string, unknown>, scope: IntrinsicScope): string {
  return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal === '!') return `\${${name}}`;
    if (name in variables) return asText('Fn::Sub', variables[name]);
    const dot = name.indexOf('.');
    return dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
  });
}

function asText(intrinsic: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`template: ${intrinsic} found ${JSON.stringify(value)}, expected a text.`);
}
