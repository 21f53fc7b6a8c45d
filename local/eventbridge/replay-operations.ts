import type {
  DescribeReplayCommandInput,
  DescribeReplayCommandOutput,
  StartReplayCommandInput,
} from '@aws-sdk/client-eventbridge';
import type { Timers } from '#local/clock/clock.ts';
import { AwsError } from '#local/wire/service.ts';
import type { Archive } from './archive.ts';
import type { Archives } from './archive-operations.ts';
import type { Owner } from './bus-address.ts';
import type { BusStore } from './bus-store.ts';
import { refuse } from './invalid-parameter.ts';
import type { Route } from './router.ts';

type Replay = Omit<DescribeReplayCommandOutput, '$metadata'>;

export interface ReplayOperations {
  StartReplay: (input: StartReplayCommandInput, owner: Owner) => Pick<Replay, 'ReplayArn' | 'State' | 'ReplayStartTime'>;
  DescribeReplay: (input: DescribeReplayCommandInput, owner: Owner) => Replay;
}

export interface ReplayParts {
  archives: Archives;
  buses: BusStore;
  route: Route;
  timers: Timers;
}

export function createReplayOperations(parts: ReplayParts): ReplayOperations {
  const replays = new Map<string, Replay>();

  return {
    StartReplay: (input, owner) => {
      const arn = replayArn(owner, input.ReplayName);
      if (replays.has(arn)) throw new AwsError('ResourceAlreadyExistsException', `Replay ${input.ReplayName ?? ''} already exists.`);
      const archive = requireArchive(parts.archives, input);
      const replay = begin(arn, input, parts.timers.now());
      replays.set(arn, replay);
      parts.timers.at(parts.timers.now(), () => run(parts, archive, replay));
      return { ReplayArn: arn, State: 'STARTING', ReplayStartTime: replay.ReplayStartTime };
    },
    DescribeReplay: ({ ReplayName }, owner) => {
      const replay = replays.get(replayArn(owner, ReplayName));
      if (!replay) throw new AwsError('ResourceNotFoundException', `Replay ${ReplayName ?? ''} does not exist.`);
      return replay;
    },
  };
}

function replayArn({ accountId, region }: Owner, name: string | undefined): string {
  return `arn:aws:events:${region}:${accountId}:replay/${name ?? ''}`;
}

function requireArchive(archives: Archives, input: StartReplayCommandInput): Archive {
  const archive = archives.get(input.EventSourceArn ?? '');
  if (!archive) {
    return refuse(`Parameter EventSourceArn is not valid. Reason: Event source ${input.EventSourceArn ?? ''} does not exist.`);
  }
  if (input.Destination?.Arn !== archive.busArn) {
    refuse('Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.');
  }
  const { from, until } = spanOf(input);
  if (!(from < until)) refuse('Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.');
  return archive;
}

/** The span of event times, from its start up to but without its end; one that is not given makes it no span at all. */
function spanOf({ EventStartTime, EventEndTime }: { EventStartTime?: Date | undefined; EventEndTime?: Date | undefined }): { from: number; until: number } {
  return { from: EventStartTime?.getTime() ?? NaN, until: EventEndTime?.getTime() ?? NaN };
}

function begin(arn: string, input: StartReplayCommandInput, now: number): Replay {
  return {
    ReplayName: input.ReplayName,
    ReplayArn: arn,
    ...(input.Description !== undefined && { Description: input.Description }),
    State: 'STARTING',
    EventSourceArn: input.EventSourceArn,
    Destination: input.Destination,
    EventStartTime: input.EventStartTime,
    EventEndTime: input.EventEndTime,
    ReplayStartTime: new Date(now),
  };
}

/** Sends the archived events of the span again, with the replay's name on them. */
function run({ buses, route, timers }: ReplayParts, archive: Archive, replay: Replay): void {
  const { from, until } = spanOf(replay);
  const bus = buses.require(archive.busArn, archive.owner);
  const name = replay.ReplayName ?? '';
  const onlyRules = replay.Destination?.FilterArns;
  for (const { event, forwarded } of archive.events) {
    const at = Date.parse(event.time);
    if (at < from || at >= until) continue;
    route({ bus, event: { ...event, 'replay-name': name }, forwarded, onlyRules });
    replay.EventLastReplayedTime = new Date(at);
  }
  replay.State = 'COMPLETED';
  replay.ReplayEndTime = new Date(timers.now());
}
