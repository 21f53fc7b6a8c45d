/** The part of JSON Schema that the contracts use. */
interface Schema {
  type?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  enum?: string[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
}

/** The longest text for each pattern of the contracts' scalars; the longest region name is 14 characters today. */
const longest: [RegExp, string][] = [
  [/0-9a-f\]\{12\}/, '3f6c1c2e-8f0a-4b7d-9a51-2d6f0c9e7b10'],
  [/T\(\?:/, '2026-03-10T02:00:00.000Z'],
  [/\{64\}/, 'a'.repeat(64)],
  [/\{0,47\}/, 'p'.repeat(48)],
  [/\{0,31\}/, 'w'.repeat(32)],
  [/\\d\{12\}/, '111111111111'],
  [/\^\[a-z\]\{2\}/, 'ap-southeast-1'],
  [/\\d\{1,4\}/, Array.from({ length: 50 }, () => '9999').join(',')],
  [/i-\[0-9a-f\]/, `mi-${'0'.repeat(17)}`],
];

/** Builds the value of a schema that takes the most bytes as JSON: every list full, every text at its longest. */
export function largestValue(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.reduce((a, b) => (b.length > a.length ? b : a));
  if (schema.anyOf !== undefined) return schema.anyOf.map(largestValue).reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
  return largestOfType(schema);
}

function largestOfType(schema: Schema): unknown {
  switch (schema.type) {
    case 'array':
      return Array.from({ length: required(schema.maxItems, 'maxItems') }, () => largestValue(schema.items ?? {}));
    case 'object':
      return largestObject(schema);
    case 'boolean':
      return false;
    case 'string':
      return largestText(schema);
    case undefined:
    default:
      return Math.min(schema.maximum ?? EPOCH_MS_MAX, EPOCH_MS_MAX);
  }
}

/** Thirteen digits: every epoch in milliseconds until the year 2286. */
const EPOCH_MS_MAX = 9_999_999_999_999;

function largestObject(schema: Schema): unknown {
  const named = Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, largestValue(inner)]);
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  const keyed = (schema.propertyNames?.enum ?? []).map((name) => [name, largestValue(values)]);
  return Object.fromEntries([...named, ...keyed]) as unknown;
}

function largestText(schema: Schema): string {
  if (schema.pattern === undefined) return 'x'.repeat(required(schema.maxLength, 'maxLength'));
  const sample = longest.find(([pattern]) => pattern.test(schema.pattern ?? ''))?.[1];
  return required(sample, `a longest text for ${schema.pattern}`);
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`found a schema without ${what}, expected every text and list of an event to be bounded`);
  return value;
}

export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
