/** What was seen from outside in one run: by the fleet, at the spokes' door and on the bus. All times epoch ms. */
export interface NightLog {
  requestedAt: number;
  completedAt: number;
  /** In the order in which SSM took them. */
  commands: SeenCommand[];
  waveCompletedAt: Map<string, number>;
  votedAt: Map<string, number>;
  /** When a look at a wave that was asked for by the clock was due; in order. */
  looksDueAt: { wave: string; dueAt: number }[];
}

export interface SeenCommand {
  wave: string;
  accountId: string;
  region: string;
  sentAt: number;
  instances: SeenInstance[];
}

export interface SeenInstance {
  instanceId: string;
  /** When SSM said that it had ended there. */
  endedAt: number;
  /** From when on SSM shows the patch state that proves it. */
  provenAt: number;
}

/** When the last of some commands had ended everywhere: the last hint. */
export function lastEndOf(commands: readonly SeenCommand[]): number {
  return Math.max(...commands.flatMap(({ instances }) => instances.map(({ endedAt }) => endedAt)));
}

export function commandsOf({ commands }: NightLog, wave: string): SeenCommand[] {
  return commands.filter((command) => command.wave === wave);
}
