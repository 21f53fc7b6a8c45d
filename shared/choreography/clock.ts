/** Time as an effect: nothing below handlers/ reads it by itself. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}
