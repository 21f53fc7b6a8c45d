/** A table as it was: what it is made from, and all its items in DynamoDB's JSON. */
export interface StoredBackup {
  arn: string;
  name: string;
  tableName: string;
  /** Epoch ms. */
  createdAt: number;
  table: Readonly<Record<string, unknown>>;
  items: readonly object[];
  /** The tables made from it: name and creation time, epoch seconds, as a table of that name may be made anew. */
  restoredAs: readonly (readonly [name: string, createdAt: unknown])[];
}
