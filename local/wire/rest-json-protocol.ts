import { unmodelledStatus } from './error-status.ts';
import { errorBody, parseJson } from './json-protocol.ts';
import type { ProtocolCodec } from './protocol-codec.ts';
import { matchRoute } from './rest-routes.ts';
import { readJson, writeJson, type Schema } from './schema-codecs.ts';
import { readTextValue } from './text-values.ts';
import { queryOf, type WireRequest } from './wire-message.ts';

/** Path and method name the operation; labels, query and body together are its input. */
export const restJsonProtocol: ProtocolCodec = {
  decode(request, model) {
    const route = matchRoute(request, model);
    if (route === undefined) {
      return { operation: `${request.method} ${request.url}`, operationModel: undefined, readInput: () => undefined };
    }
    const { operationModel, labels } = route;
    return {
      operation: operationModel.name,
      operationModel,
      readInput: () => ({
        ...(readJson(operationModel.input, parseJson(request.body), 'rest') as object),
        ...readLabels(operationModel.input, labels),
        ...readQuery(operationModel.input, request),
      }),
    };
  },
  encode(output, { operationModel }) {
    return {
      status: operationModel.http?.[2] ?? 200,
      headers: { 'content-type': 'application/json' },
      body: writeJson(operationModel.output, output, 'rest'),
    };
  },
  encodeError(error, { model }) {
    return {
      status: model.errors.get(error.code)?.status ?? unmodelledStatus(error.code),
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
      body: JSON.stringify(errorBody(error)),
    };
  },
};

function readLabels(schema: Schema, labels: Record<string, string>): Record<string, unknown> {
  if (schema.isUnitSchema()) return {};
  const value: Record<string, unknown> = {};
  for (const [member, memberSchema] of schema.structIterator()) {
    const text = labels[member];
    if (text !== undefined) value[member] = readTextValue(memberSchema, text);
  }
  return value;
}

function readQuery(schema: Schema, request: WireRequest): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  if (schema.isUnitSchema() || !request.url.includes('?')) return value;
  const query = queryOf(request);
  for (const [member, memberSchema] of schema.structIterator()) {
    const name = (memberSchema.getMergedTraits() as { httpQuery?: string }).httpQuery;
    const texts = name === undefined ? [] : query.getAll(name);
    const [first] = texts;
    if (first === undefined) continue;
    value[member] = memberSchema.isListSchema()
      ? texts.map((text) => readTextValue(memberSchema.getValueSchema(), text))
      : readTextValue(memberSchema, first);
  }
  return value;
}
