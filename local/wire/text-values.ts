import type { Schema } from './schema-codecs.ts';

/** Reads a scalar that arrived as text (a form field, a query parameter, a path segment) as its schema's type. */
export function readTextValue(schema: Schema, text: string): unknown {
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64');
  if (schema.isTimestampSchema()) return new Date(/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : text);
  return text;
}
