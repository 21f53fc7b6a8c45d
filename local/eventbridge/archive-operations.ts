import type {
  CreateArchiveCommandInput,
  DescribeArchiveCommandInput,
  DescribeArchiveCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import type { Archive } from './archive.ts';
import { isBusArn, type Owner } from './bus-address.ts';
import type { BusStore } from './bus-store.ts';
import { refuse } from './invalid-parameter.ts';
import { compilePattern } from './pattern/compile-pattern.ts';

export type Archives = Map<string, Archive>;

export interface ArchiveOperations {
  CreateArchive: (input: CreateArchiveCommandInput, owner: Owner) => { ArchiveArn: string; State: 'ENABLED'; CreationTime: Date };
  DescribeArchive: (input: DescribeArchiveCommandInput, owner: Owner) => Omit<DescribeArchiveCommandOutput, '$metadata'>;
}

export interface ArchiveParts {
  archives: Archives;
  buses: BusStore;
  now: () => number;
}

/** Archives live under their ARN, which holds account, region and name. */
function archiveArn({ accountId, region }: Owner, name: string): string {
  return `arn:aws:events:${region}:${accountId}:archive/${name}`;
}

export function createArchiveOperations(parts: ArchiveParts): ArchiveOperations {
  return {
    CreateArchive: (input, owner) => {
      const archive = build(parts, input, owner);
      parts.archives.set(archive.arn, archive);
      return { ArchiveArn: archive.arn, State: 'ENABLED', CreationTime: archive.createdAt };
    },
    DescribeArchive: ({ ArchiveName = '' }, owner) => {
      const archive = parts.archives.get(archiveArn(owner, ArchiveName));
      if (!archive) throw new AwsError('ResourceNotFoundException', `Archive ${ArchiveName} does not exist.`);
      return describe(archive);
    },
  };
}

function build({ archives, buses, now }: ArchiveParts, input: CreateArchiveCommandInput, owner: Owner): Archive {
  const { ArchiveName: name = '', EventSourceArn: source = '', EventPattern, RetentionDays, Description } = input;
  if (!/^[.\-_A-Za-z0-9]{1,48}$/.test(name)) {
    refuse(`Value '${name}' at 'archiveName' failed to satisfy constraint: 1 to 48 of . - _ A-Z a-z 0-9`);
  }
  const arn = archiveArn(owner, name);
  if (archives.has(arn)) throw new AwsError('ResourceAlreadyExistsException', `Archive ${name} already exists.`);
  if (!isBusArn(source)) refuse(`Parameter EventSourceArn is not valid. Reason: expected the ARN of an event bus, found ${source}.`);
  return {
    name,
    arn,
    owner,
    busArn: buses.require(source, owner).arn,
    description: Description,
    patternJson: EventPattern,
    matches: EventPattern === undefined ? () => true : compilePattern(EventPattern),
    retentionDays: RetentionDays ?? 0,
    createdAt: new Date(now()),
    events: [],
  };
}

function describe(archive: Archive): Omit<DescribeArchiveCommandOutput, '$metadata'> {
  return {
    ArchiveArn: archive.arn,
    ArchiveName: archive.name,
    EventSourceArn: archive.busArn,
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    EventCount: archive.events.length,
    SizeBytes: archive.events.reduce((sum, { event }) => sum + Buffer.byteLength(JSON.stringify(event)), 0),
    CreationTime: archive.createdAt,
    ...(archive.description !== undefined && { Description: archive.description }),
    ...(archive.patternJson !== undefined && { EventPattern: archive.patternJson }),
  };
}
