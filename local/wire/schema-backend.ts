import type { Backend } from './backend.ts';
import { jsonProtocol } from './json-protocol.ts';
import { conditionKeysOf, resourceNamed } from './named-in-request.ts';
import type { DecodedRequest, ProtocolCodec } from './protocol-codec.ts';
import { queryProtocol } from './query-protocol.ts';
import { restJsonProtocol } from './rest-json-protocol.ts';
import { isRpcCbor, rpcCborProtocol } from './rpc-cbor-protocol.ts';
import { AwsError, type LocalService, type Operation } from './service.ts';
import type { Protocol, ServiceModel } from './service-models.ts';
import type { Answer, WireRequest } from './wire-message.ts';

const CODECS: Record<Protocol, ProtocolCodec> = {
  json: jsonProtocol,
  query: queryProtocol('query'),
  ec2Query: queryProtocol('ec2Query'),
  restJson: restJsonProtocol,
};

export interface SchemaBackendParts {
  /** The signing name, used in messages. */
  name: string;
  service: LocalService;
  model: ServiceModel;
  /** Told of exceptions that are not AWS errors: bugs of the simulated service. */
  onFault: (error: unknown) => void;
}

/** Serves a `LocalService` in the protocol of its model. What it lacks answers `NotImplemented`, by name. */
export function createSchemaBackend(parts: SchemaBackendParts): Backend {
  const { model } = parts;

  function fail(request: WireRequest, operation: string, error: AwsError): Answer {
    const response = codecFor(request, model).encodeError(error, { model, request });
    return { ...response, operation, errorCode: error.code };
  }

  return {
    async answer(request, caller) {
      const codec = codecFor(request, model);
      const decoded = codec.decode(request, model);
      const { operationModel } = decoded;
      let named: Pick<Answer, 'resource' | 'conditionKeys'> = {};
      try {
        const operation = findOperation(parts, decoded);
        if (operationModel === undefined || operation === undefined) throw notImplemented(parts.name, decoded.operation);
        const input = decoded.readInput();
        named = { resource: resourceNamed(input, caller), conditionKeys: conditionKeysOf(input) };
        const output = await operation(input as never, caller);
        const response = codec.encode(output, { operationModel, model, request });
        return { ...response, operation: decoded.operation, ...named };
      } catch (error) {
        return { ...fail(request, decoded.operation, asAwsError(error, parts)), ...named };
      }
    },
    refuse: (request, error) => fail(request, codecFor(request, model).decode(request, model).operation, error),
  };
}

// A service may speak CBOR or JSON to new clients and the query protocol to old ones; the headers tell which.
function codecFor(request: WireRequest, model: ServiceModel): ProtocolCodec {
  if (isRpcCbor(request.headers)) return rpcCborProtocol;
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return CODECS[model.protocol === 'json' && isForm ? 'query' : model.protocol];
}

function findOperation({ service }: SchemaBackendParts, { operation }: DecodedRequest): Operation | undefined {
  return Object.hasOwn(service, operation) ? service[operation] : undefined;
}

function notImplemented(service: string, operation: string): AwsError {
  return new AwsError('NotImplemented', `${service}.${operation || '(no operation named)'} is not simulated here.`);
}

function asAwsError(error: unknown, { onFault, name }: SchemaBackendParts): AwsError {
  if (error instanceof AwsError) return error;
  onFault(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', `The local ${name} failed: ${reason}`);
}
