import type { Clock } from '#local/clock/clock.ts';
import type { Backend } from '#local/wire/backend.ts';
import { unmodelledStatus } from '#local/wire/error-status.ts';
import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import { parseJson } from '#local/wire/json-protocol.ts';
import { AwsError, type Caller } from '#local/wire/service.ts';
import type { Answer, WireRequest, WireResponse } from '#local/wire/wire-message.ts';

import type { Fauxqs } from './fauxqs.ts';
import { createMessageMoves } from './message-moves.ts';
import { ownAnswer, type OwnAnswers } from './own-answers.ts';
import { innerQueueUrl, outerQueueUrl, queueNameOf } from './queue-urls.ts';
import { checkDelaySeconds, hideUnaskedAttributes, type SqsInput } from './sqs-corrections.ts';

export interface SqsParts {
  fauxqs: Fauxqs;
  clock: Clock;
  /** Where clients reach this cloud, such as `http://127.0.0.1:4566`. */
  endpoint: () => string;
}

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

/** SQS by fauxqs, with what it lacks in front. JSON protocol only; the hub's account only. */
export function createSqs(parts: SqsParts): Backend {
  const own: OwnAnswers = { ...parts, store: parts.fauxqs.sqsStore, moves: createMessageMoves(parts.fauxqs.sqsStore, parts.clock) };

  async function handle(request: WireRequest, caller: Caller): Promise<Answer> {
    const operation = operationOf(request);
    if (operation === '') throw notJson();
    if (caller.accountId !== HUB_ACCOUNT_ID) throw denied(caller, operation);
    const input = parseJson(request.body) as SqsInput;
    const name = input.QueueName ?? (input.QueueUrl && queueNameOf(input.QueueUrl));
    const resource = name && `arn:aws:sqs:${caller.region}:${HUB_ACCOUNT_ID}:${name}`;
    if (input.QueueUrl !== undefined) input.QueueUrl = innerQueueUrl(input.QueueUrl, caller.region);
    checkDelaySeconds(input);
    const answered = ownAnswer(own, operation, input);
    if (answered !== undefined) return { ...ok(answered), operation, resource };
    const passed = { ...request, url: '/', body: Buffer.from(JSON.stringify(input)) };
    passed.headers = { ...request.headers, 'content-length': String(passed.body.length) };
    const response = await parts.fauxqs.inject(passed);
    return { ...finish(response, { operation, input, endpoint: parts.endpoint() }), operation, resource, errorCode: codeOf(response) };
  }

  return {
    answer: (request, caller) => handle(request, caller).catch((error: unknown) => refuse(request, asAwsError(error))),
    refuse,
  };
}

function refuse(request: WireRequest, error: AwsError): Answer {
  const headers = { ...JSON_HEADERS, 'x-amzn-query-error': `${error.code};Sender` };
  const body = JSON.stringify({ __type: `com.amazonaws.sqs#${error.code}`, message: error.message });
  return { status: unmodelledStatus(error.code), headers, body, operation: operationOf(request), errorCode: error.code };
}

interface FinishContext {
  operation: string;
  input: SqsInput;
  endpoint: string;
}

function finish(response: WireResponse, { operation, input, endpoint }: FinishContext): WireResponse {
  if (response.status !== 200) return response;
  if (operation === 'ReceiveMessage') return hideUnaskedAttributes(response, input);
  if (!['CreateQueue', 'GetQueueUrl', 'ListQueues'].includes(operation)) return response;
  const output = JSON.parse(String(Buffer.from(response.body))) as { QueueUrl?: string; QueueUrls?: string[] };
  if (output.QueueUrl !== undefined) output.QueueUrl = outerQueueUrl(output.QueueUrl, endpoint);
  if (output.QueueUrls !== undefined) output.QueueUrls = output.QueueUrls.map((url) => outerQueueUrl(url, endpoint));
  return ok(output);
}

function ok(output: object): WireResponse {
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(output) };
}

function operationOf(request: WireRequest): string {
  return (request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
}

function codeOf(response: WireResponse): string | undefined {
  if (response.status < 400) return undefined;
  const body = String(Buffer.from(response.body));
  return /"__type":"(?:[^"#]*#)?([^"]+)"/.exec(body)?.[1] ?? 'Unknown';
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  return new AwsError('InternalFailure', `The local SQS failed: ${error instanceof Error ? error.message : String(error)}`);
}

function notJson(): AwsError {
  return new AwsError('NotImplemented', 'The local SQS speaks the JSON protocol only; use an SDK or AWS CLI of 2023 or later.');
}

function denied(caller: Caller, operation: string): AwsError {
  const action = `sqs:${operation.toLowerCase()}`;
  return new AwsError('AccessDenied', `User: ${caller.arn} is not authorized to perform: ${action} on the queues of ${HUB_ACCOUNT_ID}.`);
}
