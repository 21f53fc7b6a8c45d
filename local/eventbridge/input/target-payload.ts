import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../bus-event.ts';
import { fillTemplate } from './input-template.ts';
import { compileJsonPath } from './json-path.ts';

export interface PayloadSource {
  event: BusEvent;
  rule: { name: string; arn: string };
  /** When the bus took the event in, as ISO 8601. */
  ingestionTime: string;
}

/** What a target receives: the event, or what its Input, InputPath or InputTransformer makes of it. */
export function targetPayload(target: Target, source: PayloadSource): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(target.InputPath, source.event) ?? null);
  if (target.InputTransformer) return transform(target.InputTransformer, source);
  return JSON.stringify(source.event);
}

function transform({ InputPathsMap, InputTemplate }: InputTransformer, source: PayloadSource): string {
  const { detail, ...envelope } = source.event;
  const values: Record<string, unknown> = {
    'aws.events.rule-arn': source.rule.arn,
    'aws.events.rule-name': source.rule.name,
    'aws.events.event.ingestion-time': source.ingestionTime,
    'aws.events.event': envelope,
    'aws.events.event.json': { ...envelope, detail },
  };
  return fillTemplate(InputTemplate ?? '', (name) => {
    const path = InputPathsMap?.[name];
    return path === undefined ? values[name] : valueAt(path, source.event);
  });
}

function valueAt(path: string, event: BusEvent): unknown {
  return compileJsonPath(path)?.(event);
}
