import type { SQSMessageAttributes, SQSRecordAttributes } from 'aws-lambda';

import type { SqsMessage } from './fauxqs.ts';

/** A received message in the spelling of Lambda's SQS event; the poller adds source, ARN and region. */
export interface Received {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: SQSRecordAttributes;
  messageAttributes: SQSMessageAttributes;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
}

export interface InFlight {
  message: SqsMessage;
  receiptHandle: string;
}

export function toLambdaRecord({ message, receiptHandle }: InFlight): Received {
  const { messageId, body, md5OfBody, md5OfMessageAttributes } = message;
  const record = {
    messageId,
    receiptHandle,
    body,
    attributes: systemAttributes(message),
    messageAttributes: customAttributes(message),
    md5OfBody,
  };
  return md5OfMessageAttributes === '' ? record : { ...record, md5OfMessageAttributes };
}

function systemAttributes(message: SqsMessage): SQSRecordAttributes {
  const { messageGroupId, messageDeduplicationId, sequenceNumber } = message;
  return {
    ApproximateReceiveCount: String(message.approximateReceiveCount),
    SentTimestamp: String(message.sentTimestamp),
    SenderId: '000000000000',
    ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp ?? message.sentTimestamp),
    ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
    ...(messageDeduplicationId !== undefined && { MessageDeduplicationId: messageDeduplicationId }),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
  };
}

function customAttributes(message: SqsMessage): SQSMessageAttributes {
  const attributes: SQSMessageAttributes = {};
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(message.messageAttributes)) {
    attributes[name] = {
      dataType: DataType,
      stringListValues: [],
      binaryListValues: [],
      ...(StringValue !== undefined && { stringValue: StringValue }),
      ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
    };
  }
  return attributes;
}
