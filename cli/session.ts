import type { Hub } from './hub/hub.ts';
import type { Output } from './output.ts';
import type { Pace } from './wait-until.ts';

/** What every command that talks to a hub works with. */
export interface Session {
  hub: Hub;
  output: Output;
  pace: Pace;
}
