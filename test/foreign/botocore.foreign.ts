import { join } from 'node:path';

import { openForeignCloud, type ForeignCloud } from './foreign-cloud.ts';

let cloud: ForeignCloud;
beforeAll(async () => {
  cloud = await openForeignCloud('--accounts', '6', '--regions', 'us-east-1', '--instances', '60');
});
afterAll(() => cloud.close());

it('the SDK for Python pages, assumes a role, reads instances, puts events, alarms and calendars, and is told errors by their codes', async () => {
  const { exitCode, stdout, stderr } = await cloud.run('python', join(__dirname, 'botocore_client.py'), cloud.endpoint);

  expect({ exitCode, stderr, seen: exitCode === 0 ? (JSON.parse(stdout) as unknown) : undefined }).toEqual({
    exitCode: 0,
    stderr: '',
    seen: {
      pageSizes: [3, 3, 1], identity: '111111111111', instances: expect.any(Number) as number, repeated: 0, failedEntries: 0,
      alarm: ['ALARM', 5.5, true], noAlarm: 'ResourceNotFound', calendarStates: ['CLOSED', 'OPEN'], noCalendar: 'InvalidDocument',
      withoutExternalId: 'AccessDenied', tooMany: 'ThrottlingException',
    },
  });
  expect((JSON.parse(stdout) as { instances: number }).instances).toBeGreaterThan(5);
});
