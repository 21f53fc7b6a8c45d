import * as z from 'zod/mini';

import { readObject, type ObjectStore } from '#shared/choreography/object-store.ts';
import { manifest, type Manifest } from '#shared/domain/plan.ts';
import { runDefinition, type RunDefinition } from '#shared/domain/run-definition.ts';
import { definitionKeyOf, scopeKeyOf } from '#shared/domain/run-objects.ts';
import { accountId, accountRegion, runId } from '#shared/events/scalars.ts';

import type { Scope } from '../core/scope/scope.ts';

const scope = z.object({ runId, waveAccounts: z.array(z.array(accountId)), targets: z.array(accountRegion) });

export function readDefinition(objects: ObjectStore, id: string): Promise<RunDefinition> {
  return readObject(objects, definitionKeyOf(id), runDefinition);
}

export function readScope(objects: ObjectStore, id: string): Promise<Scope> {
  return readObject(objects, scopeKeyOf(id), scope);
}

export function readManifest(objects: ObjectStore, manifestKey: string): Promise<Manifest> {
  return readObject(objects, manifestKey, manifest);
}

/** Each is written once; the one that stands is given back, for the first answer wins. */
export function keepDefinition(objects: ObjectStore, id: string, definition: RunDefinition): Promise<RunDefinition> {
  return keepFirst(objects, { key: definitionKeyOf(id), value: definition, parser: runDefinition });
}

export function keepScope(objects: ObjectStore, id: string, found: Scope): Promise<Scope> {
  return keepFirst(objects, { key: scopeKeyOf(id), value: found, parser: scope });
}

interface Kept<Value> {
  key: string;
  value: Value;
  parser: { parse(value: unknown): Value };
}

async function keepFirst<Value>(objects: ObjectStore, { key, value, parser }: Kept<Value>): Promise<Value> {
  return (await objects.putOnce(key, value)) === 'written' ? value : readObject(objects, key, parser);
}
