/**
 * The only place that touches what the AWS SDK exports but does not document: the operation schemas of each client
 * (`SendCommand$`) and the codecs that read and write them. They may move in any SDK release; the SDK is therefore
 * pinned exactly, and schema-codecs.test.ts fails first when it does.
 */
import { JsonCodec2, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { cbor, CborCodec } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';

export type Schema = NormalizedSchema;

export interface OperationModel {
  name: string;
  input: Schema;
  output: Schema;
  /** Method, path pattern with `{Label}`s, status of success. Only REST services have it. */
  http?: [method: string, path: string, status: number] | undefined;
}

interface ErrorModel {
  status: number;
  /** The code that the query protocols use, which may differ from the shape's name. */
  queryCode?: string | undefined;
  schema: Schema;
}

export interface ServiceSchemas {
  operations: Map<string, OperationModel>;
  errors: Map<string, ErrorModel>;
}

type StaticSchema = [kind: number, namespace: string, name: string, traits: unknown, input: never, output: never];

const OPERATION_KIND = 9;
const ERROR_KIND = -3;
const EPOCH_SECONDS = 7;
const DATE_TIME = 5;

/** Collects the schemas of a client module, by their AWS names. */
export function readServiceSchemas(clientModule: object): ServiceSchemas {
  const schemas: ServiceSchemas = { operations: new Map(), errors: new Map() };
  for (const [exportName, value] of Object.entries(clientModule) as [string, unknown][]) {
    if (!exportName.endsWith('$') || !Array.isArray(value)) continue;
    const schema = value as StaticSchema;
    if (schema[0] === OPERATION_KIND) schemas.operations.set(schema[2], operationModel(schema));
    if (schema[0] === ERROR_KIND) schemas.errors.set(schema[2], errorModel(schema));
  }
  return schemas;
}

function operationModel(schema: StaticSchema): OperationModel {
  const traits = schema[3] as { http?: [string, string, number] } | 0;
  return {
    name: schema[2],
    input: NormalizedSchema.of(schema[4]),
    output: NormalizedSchema.of(schema[5]),
    http: traits === 0 ? undefined : traits.http,
  };
}

function errorModel(schema: StaticSchema): ErrorModel {
  const normalized = NormalizedSchema.of(schema as never);
  const traits = normalized.getMergedTraits() as {
    error?: 'client' | 'server';
    httpError?: number;
    awsQueryError?: [string, number];
  };
  return {
    status: traits.httpError ?? traits.awsQueryError?.[1] ?? (traits.error === 'server' ? 500 : 400),
    queryCode: traits.awsQueryError?.[0],
    schema: normalized,
  };
}

function jsonCodec(renamesMembers: boolean) {
  const timestampFormat = { useTrait: true, default: EPOCH_SECONDS } as const;
  const codec = new JsonCodec2({ jsonName: renamesMembers, timestampFormat });
  return { reader: codec.createDeserializer(), writer: codec.createSerializer() };
}

const CODECS = { rpc: jsonCodec(false), rest: jsonCodec(true) };

/** Turns parsed JSON into the shape an SDK user knows (dates as Date, blobs as bytes). `rest` honours member renames. */
export function readJson(schema: Schema, parsed: unknown, style: 'rpc' | 'rest'): unknown {
  if (schema.isUnitSchema()) return {};
  const reader = CODECS[style].reader as unknown as { readObject: (schema: Schema, data: unknown) => unknown };
  return reader.readObject(schema, parsed);
}

export function writeJson(schema: Schema, value: unknown, style: 'rpc' | 'rest'): string | Buffer {
  if (schema.isUnitSchema()) return '{}';
  const bytes = written(CODECS[style].writer, schema, value);
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Writer<Written> {
  write: (schema: Schema, value: unknown) => void;
  flush: () => Written;
}

function written<Written>(writer: Writer<Written>, schema: Schema, value: unknown): Written {
  try {
    writer.write(schema, value ?? {});
  } catch (error) {
    // The writer is shared: what a failed write left in it would stand before the next answer.
    writer.flush();
    throw error;
  }
  return writer.flush();
}

const cborCodec = { reader: new CborCodec().createDeserializer(), writer: new CborCodec().createSerializer() };

export function readCbor(schema: Schema, bytes: Uint8Array): unknown {
  return schema.isUnitSchema() ? {} : cborCodec.reader.read(schema, bytes);
}

export function writeCbor(schema: Schema, value: unknown): Uint8Array {
  return schema.isUnitSchema() ? writePlainCbor({}) : written(cborCodec.writer, schema, value);
}

/** What no schema describes: the body of an error. */
export function writePlainCbor(value: object): Uint8Array {
  return cbor.serialize(value);
}

const xmlWriter = new XmlShapeSerializer({
  timestampFormat: { useTrait: true, default: DATE_TIME },
  httpBindings: false,
  xmlNamespace: '',
  serviceNamespace: '',
});

/** The members of a structure as XML elements, without the element around them. */
export function writeXmlMembers(schema: Schema, value: unknown): string {
  if (schema.isUnitSchema()) return '';
  xmlWriter.write(schema, value ?? {});
  const element = String(xmlWriter.flush());
  if (element.endsWith('/>')) return '';
  return element.slice(element.indexOf('>') + 1, element.lastIndexOf('</'));
}
