import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { build, type BuildOptions, type Plugin } from 'esbuild';
import { parse } from 'yaml';

/** As small as a function can be that uses its table as ours do. */
const SOURCE = `
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

const client = new DynamoDBClient({});
const TableName = 'table';
export async function handler(item) {
  await client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
  await client.send(new UpdateItemCommand({ TableName, Key: marshall(item) }));
  const { Items } = await client.send(new QueryCommand({ TableName }));
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall(item) }));
  return [...Items, Item].map((one) => unmarshall(one));
}`;

/** The settings of config/esbuild.yml that only the packager knows. */
const OF_PACKAGER = new Set(['outputFileExtension', 'exclude', 'concurrency', 'skipRebuild', 'plugins']);

/** The module of a function with nothing but a DynamoDB client, built by our own settings, with our trims or without. */
export async function bareClient(root: string, trims: 'plain' | 'trimmed'): Promise<Uint8Array> {
  const settings = Object.entries(parse(readFileSync(join(root, 'config/esbuild.yml'), 'utf8')) as Record<string, unknown>);
  const plugins = createRequire(join(root, 'package.json'))('./config/bundling/plugins.cjs') as Plugin[];
  const { outputFiles } = await build({
    ...(Object.fromEntries(settings.filter(([name]) => !OF_PACKAGER.has(name))) as BuildOptions),
    plugins: trims === 'trimmed' ? plugins : [],
    stdin: { contents: SOURCE, resolveDir: root },
    write: false,
  });
  const [module] = outputFiles;
  if (module === undefined) throw new Error('bare client: esbuild made no module of it.');
  return module.contents;
}
