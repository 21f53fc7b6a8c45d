import * as z from 'zod/mini';
import { en } from 'zod/locales';

import { metadata, type Metadata } from './metadata.ts';

// Without a locale every message of zod/mini is "Invalid input"; English costs 3 KB of a bundle.
z.config(en());

export interface EventContract<Data> {
  /** The fact, in the past tense: `WaveStarted`. */
  readonly name: string;
  /** Name with major version, as in EventBridge's `detail-type`: `WaveStarted.v1`. */
  readonly detailType: string;
  /** Who may say it, as in EventBridge's `source`. */
  readonly sources: readonly string[];
  /** True where the fact is (also) meant for consumers outside the six services. */
  readonly outward: boolean;
  readonly description: string;
  readonly data: z.ZodMiniType<Data>;
  readonly detail: z.ZodMiniType<EventDetail<Data>>;
  /** Throws `MalformedEvent` with every fault named. */
  parse(detail: unknown): EventDetail<Data>;
}

export interface EventDetail<Data = unknown> {
  metadata: Metadata;
  data: Data;
}

/** What a contract's data is once parsed. */
export type DataOf<C> = C extends EventContract<infer Data> ? Data : never;

/** A message nobody can act on: it goes to the DLQ at once, with its cause. */
export class MalformedEvent extends Error {
  constructor(detailType: string, faults: readonly string[]) {
    super(`${detailType}: ${faults.join('; ')}`);
    this.name = 'MalformedEvent';
  }
}

interface Definition<Schema extends z.ZodMiniType> {
  name: string;
  version: number;
  sources: readonly string[];
  description: string;
  outward?: boolean;
  data: Schema;
}

/**
 * The one place where an event's name, version, producers and shape are written. Parser, publisher, rule pattern,
 * JSON Schema and AsyncAPI document derive from it.
 */
export function defineEvent<Schema extends z.ZodMiniType>(
  definition: Definition<Schema>,
): EventContract<z.infer<Schema>> {
  const detailType = `${definition.name}.v${String(definition.version)}`;
  const detail = z.object({ metadata, data: definition.data }) as unknown as z.ZodMiniType<EventDetail<z.infer<Schema>>>;
  return {
    name: definition.name,
    detailType,
    sources: definition.sources,
    outward: definition.outward ?? false,
    description: definition.description,
    data: definition.data as unknown as z.ZodMiniType<z.infer<Schema>>,
    detail,
    parse(value) {
      const result = detail.safeParse(value);
      if (result.success) return result.data;
      throw new MalformedEvent(detailType, result.error.issues.map(describeFault));
    },
  };
}

function describeFault(issue: z.core.$ZodIssue): string {
  const where = issue.path.map(String).join('.');
  return `${where === '' ? 'detail' : where}: ${issue.message}`;
}
