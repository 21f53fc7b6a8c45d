import type { InstanceState } from '@aws-sdk/client-ec2';
import type { PowerState } from '../life/simulated-instance.ts';

const codes: Record<PowerState, number> = { pending: 0, running: 16, stopping: 64, stopped: 80 };

export function instanceState(power: PowerState): InstanceState {
  return { Code: codes[power], Name: power };
}
