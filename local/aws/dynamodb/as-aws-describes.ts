interface Described {
  TableId?: string;
}

/**
 * dynalite 4.0.0 keeps a name that the billing mode had before DynamoDB published it, and its table ids end after 8 of
 * their last 12 digits. What AWS's model does not know is left out, and the id gets its length.
 */
export function asAwsDescribes(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, isTable(name) ? describe(value as Described) : (value as unknown)]));
}

function isTable(name: string): boolean {
  return name === 'Table' || name === 'TableDescription';
}

function describe(table: Described): Described {
  const known = Object.fromEntries(Object.entries(table).filter(([name]) => name !== 'TableThroughputModeSummary')) as Described;
  return known.TableId === undefined ? known : { ...known, TableId: known.TableId.replace(/-[0-9a-f]{8}$/, (short) => `${short}0000`) };
}
