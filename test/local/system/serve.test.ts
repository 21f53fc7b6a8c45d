import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CreateDocumentCommand, GetCalendarStateCommand, SSMClient } from '@aws-sdk/client-ssm';

import { calendarText } from '#test/local/fleet/calendar.builder.ts';
import { clientOf } from './hub-of.ts';
import { createWorkbench } from './start-process.ts';

// Each boots the system two or three times, on machines that do other things too.
jest.setTimeout(60_000);

const bench = createWorkbench('local/serve.ts');
afterAll(() => bench.clean());

const small = ['--port', '0', '--accounts', '3', '--regions', 'us-east-1', '--instances', '30'];
const ready = /Local cloud at (\S+):/;

it.each(['SIGTERM', 'SIGINT'] as const)('says its endpoint on one line of stdout, serves until %s and ends clean', async (signal) => {
  const served = bench.start([...small, '--data', bench.folder()]);
  const endpoint = await served.says(ready);

  const answer = await fetch(endpoint);
  const { exitCode, stdout } = await served.kill(signal);

  expect({ answers: answer.headers.has('date'), exitCode, stdout }).toEqual({ answers: true, exitCode: 0, stdout: `${JSON.stringify({ endpoint })}\n` });
  await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
});

it('refuses a port that is taken, naming it', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);

  const { exitCode, stdout, stderr } = await bench.run(['--port', port, '--data', bench.folder()]);
  other.close();

  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2, stdout: '',
    stderr: `--port: found 127.0.0.1:${port} taken by another process or not allowed, expected a free port. End that process, or name another port with --port.\n`,
  });
});

it('refuses a folder that is in use, naming the process, and takes it when that process has ended', async () => {
  const folder = bench.folder();
  const first = bench.start([...small, '--data', folder]);
  await first.says(ready);

  const second = await bench.run([...small, '--data', folder]);
  await first.kill('SIGKILL');
  const third = bench.start(['--port', '0', '--data', folder]);
  const fleet = await third.says(/Local cloud at \S+: (.*)\./);

  expect({ exitCode: second.exitCode, stdout: second.stdout, namesProcess: second.stderr.includes(`in use by process ${String(first.pid)}`), fleet }).toEqual({
    exitCode: 2, stdout: '', namesProcess: true, fleet: '30 instances in 3 accounts, us-east-1 (seed 1)',
  });
});

it('finds calendars and alarms again after a kill, so that a freeze outlives it', async () => {
  const folder = bench.folder();
  const first = bench.start([...small, '--data', folder]);
  const before = clientOf(await first.says(ready));
  const always = calendarText([['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']]);
  await new SSMClient(before).send(new CreateDocumentCommand({ Name: 'Freeze', DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT', Content: always }));
  const metric = { Namespace: 'Shop', MetricName: 'Errors', Statistic: 'Sum', Period: 60 } as const;
  await new CloudWatchClient(before).send(new PutMetricAlarmCommand({ AlarmName: 'shop', ...metric, EvaluationPeriods: 1, Threshold: 5, ComparisonOperator: 'GreaterThanThreshold' }));
  await new CloudWatchClient(before).send(new SetAlarmStateCommand({ AlarmName: 'shop', StateValue: 'ALARM', StateReason: 'orders fail' }));
  await first.kill('SIGKILL');

  const after = clientOf(await bench.start([...small, '--data', folder]).says(ready));
  const { State } = await new SSMClient(after).send(new GetCalendarStateCommand({ CalendarNames: ['Freeze'] }));
  const { MetricAlarms = [] } = await new CloudWatchClient(after).send(new DescribeAlarmsCommand({}));

  expect({ State, alarms: MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]) }).toEqual({ State: 'CLOSED', alarms: [['shop', 'ALARM']] });
});

it('refuses another fleet than the folder holds, and bad options, before it takes anything', async () => {
  const folder = bench.folder();
  const first = bench.start([...small, '--data', folder]);
  await first.says(ready);
  await first.kill('SIGTERM');

  const other = await bench.run(['--port', '0', '--instances', '31', '--data', folder]);
  const bad = await bench.run(['--speed', '0', '--data', folder]);

  expect([other, bad].map(({ exitCode, stdout, stderr }) => ({ exitCode, stdout, line: stderr.split('\n').find((line) => line.startsWith('--')) }))).toEqual([
    { exitCode: 2, stdout: '', line: '--instances: found "31", expected "30", as the folder has it.' },
    { exitCode: 2, stdout: '', line: '--speed: found "0", expected a number from 1, or max.' },
  ]);
});
