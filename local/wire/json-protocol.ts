import { unmodelledStatus } from './error-status.ts';
import { readJson, writeJson } from './schema-codecs.ts';
import type { ProtocolCodec } from './protocol-codec.ts';
import { AwsError } from './service.ts';

/** `X-Amz-Target: AmazonSSM.SendCommand`, JSON both ways, errors by `__type`. Serves awsJson1.0 and 1.1 alike. */
export const jsonProtocol: ProtocolCodec = {
  decode(request, model) {
    const target = request.headers['x-amz-target'] ?? '';
    const operation = target.slice(target.lastIndexOf('.') + 1);
    const operationModel = model.operations.get(operation);
    return {
      operation,
      readInput: () => operationModel && readJson(operationModel.input, parseJson(request.body), 'rpc'),
      operationModel,
    };
  },
  encode(output, { operationModel, request }) {
    return {
      status: 200,
      headers: { 'content-type': contentTypeOf(request.headers) },
      body: writeJson(operationModel.output, output, 'rpc'),
    };
  },
  encodeError(error, { model, request }) {
    const errorModel = model.errors.get(error.code);
    const status = errorModel?.status ?? unmodelledStatus(error.code);
    const headers: Record<string, string> = {
      'content-type': contentTypeOf(request.headers),
      'x-amzn-errortype': error.code,
    };
    if (errorModel?.queryCode !== undefined) {
      headers['x-amzn-query-error'] = `${errorModel.queryCode};${status < 500 ? 'Sender' : 'Receiver'}`;
    }
    return { status, headers, body: JSON.stringify({ __type: error.code, ...errorBody(error) }) };
  },
};

/** SDKs differ in which of the two spellings they read, so both are sent. */
export function errorBody(error: AwsError): Record<string, unknown> {
  return { message: error.message, Message: error.message, ...error.members };
}

/** Parses a request's body; an empty one is an empty structure. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('SerializationException', `The request's body is not JSON: ${reason}`);
  }
}

function contentTypeOf(headers: Record<string, string>): string {
  return headers['content-type'] ?? 'application/x-amz-json-1.1';
}
