import { join } from 'node:path';

import type { StoredAlarm } from '#local/aws/cloudwatch/alarm.ts';
import type { StoredDocument } from '#local/fleet/ssm/calendar/stored-document.ts';
import { openRecordsFile } from '#local/records/records-file.ts';
import { openJournalFile } from './journal-file.ts';

/** What outsiders did to the fleet and put into AWS, as files of JSON lines in the folder. */
export function openKeptFiles(folder: string) {
  const journal = openJournalFile(join(folder, 'fleet.jsonl'));
  const documents = openRecordsFile<StoredDocument>(join(folder, 'documents.jsonl'));
  const alarms = openRecordsFile<StoredAlarm>(join(folder, 'alarms.jsonl'));
  return {
    journal,
    documents,
    alarms,
    close(): void {
      for (const file of [journal, documents, alarms]) file.close();
    },
  };
}
