import { unmodelledStatus } from './error-status.ts';
import { errorBody } from './json-protocol.ts';
import type { ProtocolCodec } from './protocol-codec.ts';
import { readCbor, writeCbor, writePlainCbor } from './schema-codecs.ts';
import { AwsError } from './service.ts';
import { pathOf } from './wire-message.ts';

// Without the second header botocore takes an answer for one of another protocol.
const HEADERS = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };

/** `POST /service/<name>/operation/<operation>` with CBOR both ways: what botocore and the AWS CLI speak to CloudWatch. */
export const rpcCborProtocol: ProtocolCodec = {
  decode(request, model) {
    const operation = /\/operation\/(\w+)$/.exec(pathOf(request))?.[1] ?? '';
    const operationModel = model.operations.get(operation);
    return {
      operation,
      operationModel,
      readInput: () => {
        if (operationModel === undefined || request.body.length === 0) return {};
        try {
          return readCbor(operationModel.input, request.body);
        } catch (cause) {
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new AwsError('SerializationException', `The request's body is not CBOR: ${reason}`);
        }
      },
    };
  },
  encode: (output, { operationModel }) => ({ status: 200, headers: HEADERS, body: writeCbor(operationModel.output, output) }),
  encodeError(error, { model }) {
    const errorModel = model.errors.get(error.code);
    const status = errorModel?.status ?? unmodelledStatus(error.code);
    const queryCode = errorModel?.queryCode ?? error.code;
    return {
      status,
      headers: { ...HEADERS, 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` },
      body: writePlainCbor({ __type: error.code, ...errorBody(error) }),
    };
  },
};

/** Whether a client chose this protocol for a service that speaks several. */
export function isRpcCbor(headers: Record<string, string>): boolean {
  return headers['smithy-protocol'] === 'rpc-v2-cbor';
}
