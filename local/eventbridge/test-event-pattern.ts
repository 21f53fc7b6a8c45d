import type { TestEventPatternCommandInput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import { compilePattern } from './pattern/compile-pattern.ts';
import { flattenEvent } from './pattern/event-fields.ts';
import { parseObject } from './put-events-entry.ts';

const required = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** TestEventPattern: would this pattern take this event? */
export function testEventPattern({ EventPattern = '', Event = '' }: TestEventPatternCommandInput): { Result: boolean } {
  const matches = compilePattern(EventPattern);
  const event = parseObject(Event);
  const missing = event ? required.filter((name) => !Object.hasOwn(event, name)) : [];
  if (!event || missing.length > 0) {
    const reason = event ? `it lacks ${missing.join(', ')}` : 'it is not a JSON object';
    throw new AwsError('ValidationException', `Parameter Event is not valid. Reason: ${reason}.`);
  }
  return { Result: matches(flattenEvent(event)) };
}
