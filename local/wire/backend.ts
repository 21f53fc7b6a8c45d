import type { AwsError, Caller } from './service.ts';
import type { Answer, WireRequest } from './wire-message.ts';

/** One AWS service behind the wire, in whatever way it is made. */
export interface Backend {
  answer: (request: WireRequest, caller: Caller) => Promise<Answer>;
  /** Says no in the service's own protocol, before the request was looked into. */
  refuse: (request: WireRequest, error: AwsError) => Answer;
}
