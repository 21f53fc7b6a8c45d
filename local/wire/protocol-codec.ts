import type { OperationModel } from './schema-codecs.ts';
import type { AwsError } from './service.ts';
import type { ServiceModel } from './service-models.ts';
import type { WireRequest, WireResponse } from './wire-message.ts';

/** What a request asks for, before its input is read. */
export interface DecodedRequest {
  operation: string;
  /** Undefined when the service has no such operation. */
  operationModel: OperationModel | undefined;
  readInput: () => unknown;
}

/** One of AWS's wire protocols, seen from the server. */
export interface ProtocolCodec {
  decode: (request: WireRequest, model: ServiceModel) => DecodedRequest;
  encode: (output: unknown, context: { operationModel: OperationModel; model: ServiceModel; request: WireRequest }) => WireResponse;
  encodeError: (error: AwsError, context: { model: ServiceModel; request: WireRequest }) => WireResponse;
}
