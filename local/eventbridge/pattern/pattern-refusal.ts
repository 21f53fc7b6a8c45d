import { AwsError } from '#local/wire/service.ts';

/** Refuses a pattern as EventBridge does; `reason` is worded as AWS's Event Ruler words it, so that users can search for it. */
export function refusePattern(reason: string): never {
  throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}
