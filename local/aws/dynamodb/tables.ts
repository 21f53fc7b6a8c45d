import { setImmediate as nextTurn } from 'node:timers/promises';

import type { TableDescription } from '@aws-sdk/client-dynamodb';

import type { DynamoEngine } from './dynalite-engine.ts';

/** Whole tables, for what works on them rather than on items. */
export interface Tables {
  /** Undefined where there is none. */
  describe(name: string): Promise<TableDescription | undefined>;
  itemsOf(name: string): Promise<object[]>;
  /** Ready to be used when it resolves. */
  create(table: Record<string, unknown>): Promise<void>;
  put(name: string, items: readonly object[]): Promise<void>;
}

interface Page {
  Items?: object[];
  LastEvaluatedKey?: object;
}

/** The limit of BatchWriteItem. */
const BATCH_ITEMS_MAX = 25;

export function createTables(engine: DynamoEngine): Tables {
  async function run<Output>(operation: string, input: object): Promise<Output> {
    const { status, body } = await engine.run(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${JSON.stringify(body)}`);
    return body as Output;
  }

  async function describe(name: string): Promise<TableDescription | undefined> {
    const { status, body } = await engine.run('DescribeTable', { TableName: name });
    return status === 200 ? (body as { Table?: TableDescription }).Table : undefined;
  }

  return {
    describe,
    async itemsOf(name) {
      const items: object[] = [];
      let from: object | undefined;
      do {
        const page: Page = await run('Scan', { TableName: name, ...(from === undefined ? {} : { ExclusiveStartKey: from }) });
        items.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return items;
    },
    async create(table) {
      await run('CreateTable', table);
      while ((await describe(String(table['TableName'])))?.TableStatus === 'CREATING') await nextTurn();
    },
    async put(name, items) {
      for (let from = 0; from < items.length; from += BATCH_ITEMS_MAX) {
        const requests = items.slice(from, from + BATCH_ITEMS_MAX).map((Item) => ({ PutRequest: { Item } }));
        await run('BatchWriteItem', { RequestItems: { [name]: requests } });
      }
    },
  };
}
