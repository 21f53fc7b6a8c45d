import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, type Plugin } from 'esbuild';

// Speaks to made-up services that give the answers below, and prints what it sent and what the clients made of it.
const ASKS = `
import { Readable } from 'node:stream';
import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ListParentsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const told = [];
async function ask(Client, command, statusCode, body, headers = {}) {
  const sent = [];
  const requestHandler = { handle: async ({ method, path, query, headers: given, body: text }) => {
    const { authorization, 'x-amz-content-sha256': hash, 'user-agent': agent, 'x-amz-user-agent': _, 'amz-sdk-invocation-id': __, 'x-amz-date': ___, 'amz-sdk-request': ____, ...rest } = given;
    sent.push({ method, path, query, rest, text: Buffer.from(text ?? '').toString(), key: /Credential=(\\w+)/.exec(authorization)?.[1], token: given['x-amz-security-token'] });
    return { response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) } };
  } };
  const client = new Client({ requestHandler, maxAttempts: 1 });
  const answer = await client.send(command).then(
    async ({ $metadata, Body, ...output }) => ({ status: $metadata.httpStatusCode, ...output, ...(Body ? { text: await Body.transformToString() } : {}) }),
    (error) => ({ name: error.name, message: error.message, status: error.$metadata?.httpStatusCode, fault: error.$fault, conditional: error instanceof ConditionalCheckFailedException, item: error.Item }),
  );
  told.push({ client: Client.name.replace(/\\d+$/, ''), sent, answer });
}

const json = { 'content-type': 'application/x-amz-json-1.1' };
const put = new PutItemCommand({ TableName: 't', Item: { pk: { S: 'a' } } });
const send = new SendCommandCommand({ DocumentName: 'AWS-RunPatchBaseline', InstanceIds: ['i-1'], Comment: 'patchwave' });
await ask(SSMClient, send, 200, JSON.stringify({ Command: { CommandId: 'c', RequestedDateTime: 1.5 } }), json);
await ask(SSMClient, send, 400, JSON.stringify({ __type: 'InvalidInstanceId', Message: 'not one of yours' }), json);
await ask(SSMClient, send, 400, JSON.stringify({ __type: 'com.amazonaws.ssm#OpsItemNotFoundException', Message: 'none' }), json);
await ask(SSMClient, send, 500, JSON.stringify({ __type: 'InternalServerError', Message: 'sorry' }), json);
await ask(DynamoDBClient, put, 400, JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'no', Item: { pk: { S: 'b' } } }), json);
await ask(DynamoDBClient, put, 400, JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ResourceInUseException', message: 'in use' }), json);
await ask(OrganizationsClient, new ListParentsCommand({ ChildId: '1' }), 400, JSON.stringify({ __type: 'ChildNotFoundException', Message: 'no child' }), json);
await ask(SQSClient, new SendMessageCommand({ QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q', MessageBody: 'm' }), 400, JSON.stringify({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'gone' }), { ...json, 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' });
await ask(STSClient, new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::1:role/r', RoleSessionName: 's' }), 403, '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>');
await ask(EC2Client, new DescribeInstancesCommand({ Filters: [{ Name: 'tag:PatchGroup', Values: ['a', 'b'] }], MaxResults: 5 }), 200, '<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><launchTime>2026-01-01T00:00:00.000Z</launchTime><instanceState><name>running</name></instanceState><tagSet><item><key>a</key><value>b</value></item></tagSet></item></instancesSet></item></reservationSet><nextToken>n</nextToken></DescribeInstancesResponse>');
await ask(EC2Client, new DescribeInstancesCommand({}), 403, '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>not you</Message></Error></Errors></Response>');
await ask(S3Client, new GetObjectCommand({ Bucket: 'bucket', Key: 'runs/a b' }), 200, 'the plan', { etag: '"e"', 'x-amz-meta-hash': 'h' });
await ask(S3Client, new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }), 404, '<Error><Code>NoSuchKey</Code><Message>none</Message></Error>');
console.log(JSON.stringify(told));
`;

const FROM_LAMBDA = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
const BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchwave-trims-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function said(name: string, plugins: Plugin[]): Promise<unknown[]> {
  const outfile = join(folder, `${name}.mjs`);
  const { outputFiles } = await build({
    stdin: { contents: ASKS, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', target: 'node24',
    mainFields: ['module', 'main'], banner: { js: BANNER }, plugins, write: false, outfile,
  });
  writeFileSync(outfile, outputFiles[0]!.contents);
  return JSON.parse(execFileSync(process.execPath, [outfile], { env: FROM_LAMBDA, encoding: 'utf8', stdio: 'pipe' })) as unknown[];
}

it('clients without what the bundles leave out send and understand the same', async () => {
  const trims = createRequire(join(process.cwd(), 'package.json'))('./config/bundling/plugins.cjs') as Plugin[];
  const plain = await said('plain', []);
  const trimmed = await said('trimmed', trims);
  process.stderr.write(`trims: ${plain.length} calls of seven clients compared\n`);
  expect(plain).toHaveLength(13);
  expect(trimmed).toEqual(plain);
}, 60_000);
