import type { Schema } from './schema-codecs.ts';
import { readTextValue } from './text-values.ts';

/** The two dialects of AWS's form encoding: EC2 capitalises names and flattens every list. */
export type FormDialect = 'query' | 'ec2Query';

type Node = string | FormTree;
interface FormTree {
  [key: string]: Node;
}

/** Decodes `Filter.1.Name=x&Filter.1.Value.1=y` by the operation's input schema. Unknown fields are ignored, as AWS does. */
export function decodeForm(schema: Schema, form: URLSearchParams, dialect: FormDialect): Record<string, unknown> {
  if (schema.isUnitSchema()) return {};
  return readStructure(schema, growTree(form), dialect);
}

function growTree(form: URLSearchParams): FormTree {
  const root: FormTree = {};
  for (const [name, text] of form) plant(root, name.split('.'), text);
  return root;
}

function plant(root: FormTree, path: string[], text: string): void {
  const leaf = path.pop() ?? '';
  let tree = root;
  for (const step of path) {
    const child = tree[step];
    tree = typeof child === 'object' ? child : (tree[step] = Object.create(null) as FormTree);
  }
  tree[leaf] = text;
}

function readStructure(schema: Schema, tree: FormTree, dialect: FormDialect): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [member, memberSchema] of schema.structIterator()) {
    const node = tree[fieldName(member, memberSchema, dialect)];
    if (node !== undefined) value[member] = readNode(memberSchema, node, dialect);
  }
  return value;
}

function fieldName(member: string, schema: Schema, dialect: FormDialect): string {
  const traits = schema.getMergedTraits() as { xmlName?: string; ec2QueryName?: string };
  if (dialect === 'query') return traits.xmlName ?? member;
  const name = traits.ec2QueryName ?? traits.xmlName ?? member;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function readNode(schema: Schema, node: Node, dialect: FormDialect): unknown {
  if (schema.isStructSchema()) return typeof node === 'string' ? {} : readStructure(schema, node, dialect);
  if (schema.isListSchema()) return typeof node === 'string' ? [] : readList(schema, node, dialect);
  if (schema.isMapSchema()) return typeof node === 'string' ? {} : readMap(schema, node, dialect);
  return typeof node === 'string' ? readTextValue(schema, node) : undefined;
}

function inOrder(tree: FormTree): Node[] {
  return Object.entries(tree)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, node]) => node);
}

function nameOf(schema: Schema, fallback: string): string {
  return (schema.getMergedTraits() as { xmlName?: string }).xmlName ?? fallback;
}

function isFlat(schema: Schema): boolean {
  return Boolean((schema.getMergedTraits() as { xmlFlattened?: unknown }).xmlFlattened);
}

function readList(schema: Schema, tree: FormTree, dialect: FormDialect): unknown[] {
  const item = schema.getValueSchema();
  const inner = dialect === 'ec2Query' || isFlat(schema) ? tree : tree[nameOf(item, 'member')];
  if (inner === undefined || typeof inner === 'string') return [];
  return inOrder(inner).map((node) => readNode(item, node, dialect));
}

function readMap(schema: Schema, tree: FormTree, dialect: FormDialect): Record<string, unknown> {
  const entries = isFlat(schema) ? tree : tree['entry'];
  const map: Record<string, unknown> = {};
  if (entries === undefined || typeof entries === 'string') return map;
  const keyName = nameOf(schema.getKeySchema(), 'key');
  const valueSchema = schema.getValueSchema();
  for (const entry of inOrder(entries)) {
    if (typeof entry === 'string') continue;
    const key = entry[keyName];
    const value = entry[nameOf(valueSchema, 'value')];
    if (typeof key === 'string' && value !== undefined) map[key] = readNode(valueSchema, value, dialect);
  }
  return map;
}
