/**
 * A failed remote call is a transition, not a throw. `throttled`, `denied` and `refused` are answers: the call was not
 * carried out. `unavailable` (5xx, time-out, broken socket) is no answer: it may have been.
 */
export interface RemoteFailure {
  kind: 'throttled' | 'denied' | 'refused' | 'unavailable';
  /** AWS's code: `InvalidInstanceId`. */
  code: string;
  message: string;
}

export type RemoteResult<Value> = { ok: true; value: Value } | { ok: false; failure: RemoteFailure };
