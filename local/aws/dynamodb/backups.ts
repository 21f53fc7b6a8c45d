import type {
  BackupDetails, CreateBackupInput, CreateBackupOutput, DescribeBackupInput, DescribeBackupOutput,
  DescribeTableInput, DescribeTableOutput, ListBackupsInput, ListBackupsOutput,
  RestoreTableFromBackupInput, RestoreTableFromBackupOutput, TableDescription,
} from '@aws-sdk/client-dynamodb';

import { HUB_ACCOUNT_ID } from '#local/wire/identities.ts';
import type { Records } from '#local/records/records.ts';
import { AwsError } from '#local/wire/service.ts';

import type { StoredBackup } from './stored-backup.ts';
import type { Tables } from './tables.ts';

export interface BackupParts {
  tables: Tables;
  backups: Records<StoredBackup>;
  region: string;
  /** Epoch ms. */
  now: () => number;
}

/** Times as the JSON protocol has them: epoch seconds. */
type OnWire<Output> = { [Member in keyof Output]: Output[Member] extends Date | undefined ? number : OnWire<Output[Member]> };

/** What a restored table has of the one that was backed up: no more than AWS gives it. */
const KEPT_MEMBERS = ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'BillingMode'];

/** On-demand backups. Restoring to a point in time is not served here: nothing keeps what was overwritten. */
export function createBackups({ tables, backups, region, now }: BackupParts) {
  function detailsOf({ arn, name, createdAt }: StoredBackup): OnWire<BackupDetails> {
    const members = { BackupArn: arn, BackupName: name, BackupStatus: 'AVAILABLE', BackupType: 'USER', BackupCreationDateTime: createdAt / 1000 };
    return members as OnWire<BackupDetails>;
  }

  function known(arn: string | undefined): StoredBackup {
    const backup = backups.get(arn ?? '');
    if (backup === undefined) throw new AwsError('BackupNotFoundException', `Backup not found: ${arn ?? ''}`);
    return backup;
  }

  function withSummary(described: TableDescription | undefined): object | undefined {
    const { TableName, CreationDateTime } = described ?? {};
    const source = [...backups.values()].find(({ restoredAs }) => restoredAs.some(([name, createdAt]) => name === TableName && createdAt === CreationDateTime));
    if (source === undefined) return described;
    return { ...described, RestoreSummary: { SourceBackupArn: source.arn, RestoreDateTime: source.createdAt / 1000, RestoreInProgress: false } };
  }

  return {
    async CreateBackup({ TableName, BackupName }: CreateBackupInput): Promise<OnWire<CreateBackupOutput>> {
      const tableName = TableName ?? '';
      const described = await tables.describe(tableName);
      if (described === undefined) throw new AwsError('TableNotFoundException', `Table not found: ${tableName}`);
      const items = await tables.itemsOf(tableName);
      const createdAt = now();
      const arn = `arn:aws:dynamodb:${region}:${HUB_ACCOUNT_ID}:table/${tableName}/backup/${String(createdAt).padStart(14, '0')}-${String([...backups.values()].length)}`;
      const backup: StoredBackup = { arn, name: BackupName ?? '', tableName, createdAt, table: keptOf(described), items, restoredAs: [] };
      backups.set(arn, backup);
      return { BackupDetails: detailsOf(backup) };
    },

    DescribeBackup({ BackupArn }: DescribeBackupInput): OnWire<DescribeBackupOutput> {
      return { BackupDescription: { BackupDetails: detailsOf(known(BackupArn)) } };
    },

    ListBackups({ TableName }: ListBackupsInput): OnWire<ListBackupsOutput> {
      const chosen = [...backups.values()].filter(({ tableName }) => TableName === undefined || tableName === TableName);
      return { BackupSummaries: chosen.map((backup) => ({ TableName: backup.tableName, ...detailsOf(backup) })) };
    },

    async RestoreTableFromBackup({ TargetTableName, BackupArn }: RestoreTableFromBackupInput): Promise<OnWire<RestoreTableFromBackupOutput>> {
      const backup = known(BackupArn);
      const { table, items } = backup;
      const name = TargetTableName ?? '';
      if ((await tables.describe(name)) !== undefined) throw new AwsError('TableAlreadyExistsException', `Table already exists: ${name}`);
      await tables.create({ ...table, TableName: name });
      await tables.put(name, items);
      const made = await tables.describe(name);
      backups.set(backup.arn, { ...backup, restoredAs: [...backup.restoredAs, [name, made?.CreationDateTime]] });
      return { TableDescription: withSummary(made) };
    },

    /** As the engine describes it, and where it was restored from. */
    async DescribeTable({ TableName }: DescribeTableInput): Promise<OnWire<DescribeTableOutput>> {
      const described = await tables.describe(TableName ?? '');
      if (described === undefined) throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${TableName ?? ''} not found`);
      return { Table: withSummary(described) };
    },
  };
}

export type Backups = ReturnType<typeof createBackups>;

function keptOf(described: TableDescription): Record<string, unknown> {
  const members = described as Record<string, unknown>;
  const kept = Object.fromEntries(KEPT_MEMBERS.flatMap((name) => (members[name] === undefined ? [] : [[name, members[name]]])));
  const indexes = described.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
  return { ...kept, BillingMode: 'PAY_PER_REQUEST', ...(indexes === undefined ? {} : { GlobalSecondaryIndexes: indexes }) };
}
