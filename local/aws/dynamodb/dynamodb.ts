import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Backend } from '#local/wire/backend.ts';
import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { parseJson } from '#local/wire/json-protocol.ts';
import { AwsError } from '#local/wire/service.ts';
import type { Answer, WireRequest } from '#local/wire/wire-message.ts';

import { asAwsDescribes } from './as-aws-describes.ts';
import type { Backups } from './backups.ts';
import type { DynamoEngine } from './dynalite-engine.ts';

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

interface TableRequest {
  TableName?: string;
  IndexName?: string;
  Key?: { pk?: { S?: string } };
  Item?: { pk?: { S?: string } };
}

/** DynamoDB for the hub account only: no spoke has tables. `backups`: what it serves beyond the engine. */
export function createDynamoDb(engine: DynamoEngine, backups: Partial<Backups> = {}): Backend {
  return {
    async answer(request, caller) {
      const operation = operationOf(request);
      if (caller.accountId !== HUB_ACCOUNT_ID) {
        const message = `User: ${caller.arn} is not authorized to perform: dynamodb:${operation}`;
        return refuse(request, new AwsError('AccessDeniedException', message));
      }
      try {
        const input = parseJson(request.body) as TableRequest;
        const named = { resource: resourceOf(input, caller.region), conditionKeys: leadingKeysOf(input) };
        const { status, body } = await answerTo(operation, input);
        if (status === 200 && operation === 'CreateTable') await untilActive(engine, input.TableName);
        const errorCode = status === 200 ? undefined : codeOf(body);
        return { status, headers: JSON_HEADERS, body: JSON.stringify(describesTables(operation) ? asAwsDescribes(body) : body), operation, ...named, errorCode };
      } catch (error) {
        return refuse(request, asAwsError(error));
      }
    },
    refuse,
  };

  async function answerTo(operation: string, input: TableRequest): Promise<{ status: number; body: unknown }> {
    const own = (backups as Record<string, ((input: object) => unknown) | undefined>)[operation];
    return own === undefined ? engine.run(operation, input) : { status: 200, body: await own(input) };
  }
}

// Only these are rewritten: items, which may be many and large, pass as they are.
function describesTables(operation: string): boolean {
  return operation.includes('Table');
}

function resourceOf({ TableName, IndexName }: TableRequest, region: string): string | undefined {
  if (TableName === undefined) return undefined;
  return `arn:aws:dynamodb:${region}:${HUB_ACCOUNT_ID}:table/${TableName}${IndexName === undefined ? '' : `/index/${IndexName}`}`;
}

function leadingKeysOf({ Key, Item }: TableRequest): Record<string, string[]> | undefined {
  const key = Key?.pk?.S ?? Item?.pk?.S;
  return key === undefined ? undefined : { 'dynamodb:LeadingKeys': [key] };
}

// The answer says CREATING, as AWS's does; but the table is ready by then, so nobody sits through a waiter's delay.
async function untilActive(engine: DynamoEngine, TableName: string | undefined): Promise<void> {
  let status: string | undefined;
  do {
    await nextTurn();
    const { body } = await engine.run('DescribeTable', { TableName });
    status = (body as { Table?: { TableStatus?: string } }).Table?.TableStatus;
  } while (status === 'CREATING');
}

function refuse(request: WireRequest, error: AwsError): Answer {
  const status = error.code === 'InternalServerError' ? 500 : 400;
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error.code}`, message: error.message });
  return { status, headers: JSON_HEADERS, body, operation: operationOf(request), errorCode: error.code };
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalServerError', `The local DynamoDB failed: ${error instanceof Error ? error.message : String(error)}`);
}

function operationOf(request: WireRequest): string {
  return (request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
}

function codeOf(body: unknown): string {
  const type = (body as { __type?: string }).__type ?? 'Unknown';
  return type.slice(type.indexOf('#') + 1);
}
