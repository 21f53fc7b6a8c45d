import { AwsError } from '#local/wire/service.ts';
import type { WireResponse } from '#local/wire/wire-message.ts';

/** The members of SQS requests that are looked at here; all others pass unseen. */
export interface SqsInput {
  QueueName?: string;
  QueueUrl?: string;
  ReceiptHandle?: string;
  DelaySeconds?: number;
  MessageAttributeNames?: string[];
  SourceArn?: string;
  DestinationArn?: string;
  MaxResults?: number;
  Entries?: { Id?: string; ReceiptHandle?: string; DelaySeconds?: number }[];
}

const MAX_DELAY_SECONDS = 900;

/** fauxqs accepts any delay; SQS refuses what is over 15 minutes, and a caller must learn that here. */
export function checkDelaySeconds({ DelaySeconds, Entries = [] }: SqsInput): void {
  for (const seconds of [DelaySeconds, ...Entries.map((entry) => entry.DelaySeconds)]) {
    if (seconds === undefined || (seconds >= 0 && seconds <= MAX_DELAY_SECONDS)) continue;
    throw new AwsError(
      'InvalidParameterValue',
      `Value ${seconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`,
    );
  }
}

/** SQS gives only the message attributes that were asked for; fauxqs gives all when none were. */
export function hideUnaskedAttributes(response: WireResponse, input: SqsInput): WireResponse {
  if ((input.MessageAttributeNames ?? []).length > 0) return response;
  const body = String(Buffer.from(response.body));
  if (!body.includes('"MessageAttributes"')) return response;
  const output = JSON.parse(body) as { Messages?: Record<string, unknown>[] };
  for (const message of output.Messages ?? []) {
    delete message['MessageAttributes'];
    delete message['MD5OfMessageAttributes'];
  }
  return { ...response, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(output) };
}
