import { createRequire } from 'node:module';

import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

interface TableTemplate {
  Table: { Properties: CreateTableCommandInput };
}

/** The table of a service as its template has it, without what a local DynamoDB need not know. */
export function tableOfService(name: string): CreateTableCommandInput {
  const { tableResources } = createRequire(`${process.cwd()}/package.json`)('./config/resources/table.cjs') as {
    tableResources: (service: { prefix: string; name: string }) => TableTemplate;
  };
  const { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = tableResources({ prefix: 'test', name }).Table.Properties;
  return { TableName, BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes };
}
