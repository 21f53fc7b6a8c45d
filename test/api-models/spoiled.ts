import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Exchange } from '#local/wire/exchange-record.ts';

type Side = 'request' | 'reply';
type Json = Record<string, unknown>;

export function exchangesIn(folder: string): Exchange[] {
  const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
  return lines.map((line) => JSON.parse(line) as Exchange);
}

interface Spoiling {
  service: string;
  operation: string;
  /** What the judge must say, as `side member: beginning of the fault`. */
  says: string;
  /** The first exchange is taken whose request or reply holds this. */
  holds?: string;
  spoil: (exchange: Exchange) => void;
}

/** One fault each, put into exchanges that were faultless. */
export const spoilings: readonly Spoiling[] = [
  { service: 'ssm', operation: 'SendCommand', says: 'request body.Instances: is sent, and AWS', spoil: inJson('request', (body) => void (body['Instances'] = ['i-1'])) },
  { service: 'ssm', operation: 'SendCommand', says: 'request Comment: over the maximum of 100', spoil: inJson('request', (body) => void (body['Comment'] = 'x'.repeat(101))) },
  { service: 'ssm', operation: 'SendCommand', says: 'request TimeoutSeconds: invalid type', spoil: inJson('request', (body) => void (body['TimeoutSeconds'] = '600')) },
  { service: 'ssm', operation: 'SendCommand', says: 'request TimeoutSeconds: invalid range', spoil: inJson('request', (body) => void (body['TimeoutSeconds'] = 29)) },
  { service: 'ssm', operation: 'SendCommand', says: 'request MaxErrors: does not match', spoil: inJson('request', (body) => void (body['MaxErrors'] = '101%')) },
  { service: 'ssm', operation: 'SendCommand', says: 'request DocumentName: missing required field', spoil: inJson('request', (body) => { delete body['DocumentName']; }) },
  { service: 'sts', operation: 'AssumeRole', says: 'request body.RoleName: is sent, and AWS', spoil: inText('request', 'RoleSessionName=', 'RoleName=x&RoleSessionName=') },
  { service: 'ec2', operation: 'DescribeInstances', says: 'request body.MaxResult: is sent, and AWS', holds: 'MaxResults=', spoil: inText('request', 'MaxResults=', 'MaxResult=') },
  { service: 'scheduler', operation: 'ListSchedules', says: 'request query.Prefix: is sent, and AWS', spoil: ({ request }) => void (request.url += '&Prefix=x') },
  { service: 's3', operation: 'PutObject', says: 'request headers.x-amz-colour: is sent, and AWS', spoil: ({ request }) => void (request.headers['x-amz-colour'] = 'red') },
  { service: 'events', operation: 'PutEvents', says: 'request headers.x-amz-target: is sent otherwise', spoil: ({ request }) => void (request.headers['x-amz-target'] = 'AWSEvent.PutEvents') },
  { service: 'events', operation: 'PutEvents', says: 'reply FailedEntries: is not in AWS', spoil: inJson('reply', (body) => void (body['FailedEntries'] = 0)) },
  { service: 'events', operation: 'PutEvents', says: 'reply FailedEntryCount: invalid type', spoil: inJson('reply', (body) => void (body['FailedEntryCount'] = '0')) },
  { service: 'events', operation: 'ListRules', says: 'reply Rules[].State: is none of ENABLED', spoil: inText('reply', '"State":"ENABLED"', '"State":"ON"') },
  { service: 'ec2', operation: 'DescribeInstances', says: 'reply reservationSet[].instancesSet[].instanceKind: is not in AWS', holds: 'instanceType', spoil: inText('reply', 'instanceType>', 'instanceKind>') },
  { service: 'ec2', operation: 'DescribeInstances', says: 'reply reservationSet[].instancesSet[].launchTime: is no timestamp', holds: 'launchTime', spoil: inText('reply', '<launchTime>', '<launchTime>on ') },
  { service: 'organizations', operation: 'ListAccounts', says: 'reply Accounts[].Id: does not match', spoil: inText('reply', '"Id":"', '"Id":"x') },
  { service: 'scheduler', operation: 'ListSchedules', says: 'reply Schedules: missing required field', spoil: inText('reply', '"Schedules"', '"Schedule"') },
  { service: 'sts', operation: 'GetCallerIdentity', says: 'reply : cannot be parsed', spoil: inText('reply', '</GetCallerIdentityResult>', '') },
];

function inJson(side: Side, change: (body: Json) => void): Spoiling['spoil'] {
  return ({ [side]: half }) => {
    const body = JSON.parse(textOf(half)) as Json;
    change(body);
    half.body = Buffer.from(JSON.stringify(body)).toString('base64');
  };
}

function inText(side: Side, found: string, put: string): Spoiling['spoil'] {
  return ({ [side]: half }) => void (half.body = Buffer.from(textOf(half).replaceAll(found, put)).toString('base64'));
}

function textOf({ body }: Exchange[Side]): string {
  return Buffer.from(body, 'base64').toString();
}

/** The exchange with its one fault; the recorded one stays as it is. */
export function spoiledFrom(recorded: readonly Exchange[], { service, operation, holds = '', spoil }: Spoiling): Exchange {
  const fits = (one: Exchange): boolean => one.errorCode === undefined && [one.request, one.reply].some((half) => textOf(half).includes(holds));
  const found = recorded.find((one) => one.service === service && one.operation === operation && fits(one));
  if (found === undefined) throw new Error(`${service}:${operation}: found no exchange without an error that holds "${holds}"`);
  const spoiled = structuredClone(found);
  spoil(spoiled);
  return spoiled;
}
