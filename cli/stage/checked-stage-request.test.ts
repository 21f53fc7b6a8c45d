import { resolve } from 'node:path';

import { parse } from 'yaml';

import { CommandFailure } from '../exit-codes.ts';
import { checkedStageRequest, packagerOptions } from './checked-stage-request.ts';
import { composeFileFor } from './compose-file.ts';
import type { StageCommand, StageRequest } from './read-stage-request.ts';

const ground = { root: resolve(__dirname, '..', '..'), environment: {} };

function outcomeOf(command: StageCommand, ...argv: string[]): unknown {
  try {
    return checkedStageRequest(command, argv, ground);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { exitCode: error.exitCode, lines: error.message.split('\n').slice(0, 3) };
  }
}

it('packages dev where nothing else is said', () => {
  expect(outcomeOf('package')).toEqual({ request: { command: 'package', stage: 'dev', parameters: new Map() } });
});

it.each(['deploy', 'remove', 'adopt'] as const)('lets nobody %s a stage by leaving a word out', (command) => {
  expect(outcomeOf(command)).toEqual({ exitCode: 2, lines: [`${command}: nothing was done.`, '  --stage: found nothing, expected one of dev, staging, prod.', ''] });
});

it.each([
  [['--stage', 'qa'], '  --stage: found "qa", expected one of dev, staging, prod.'],
  [['--param', 'organizationId'], '  --param: found "organizationId", expected NAME=VALUE, such as organizationId=o-a1b2c3d4e5.'],
  [['--param', 'logLevel=INFO', '--param', 'logLevel=DEBUG'], '  --param logLevel: found it twice, expected it once.'],
  [['--param', 'logLevel=${env:HOME}'], '  --param logLevel: found a variable, expected the value itself.'],
])('refuses %j with the usage', (argv, line) => {
  expect(outcomeOf('package', ...argv)).toEqual({ exitCode: 2, lines: ['package: nothing was done.', line, ''] });
});

it('refuses an option that it does not know, and one without its value', () => {
  expect([outcomeOf('deploy', '--stag', 'dev'), outcomeOf('deploy', '--stage')]).toEqual([
    { exitCode: 2, lines: ['deploy: nothing was done.', expect.stringContaining("Unknown option '--stag'"), ''] },
    { exitCode: 2, lines: ['deploy: nothing was done.', expect.stringContaining("Option '--stage <value>' argument missing"), ''] },
  ]);
});

it('refuses the real staging and prod while nobody has named organization and ExternalId', () => {
  for (const stage of ['staging', 'prod']) {
    expect(outcomeOf('deploy', '--stage', stage)).toEqual({
      exitCode: 2,
      lines: ['deploy: nothing was done.', expect.stringMatching(/^ {2}organizationId: found nothing/), expect.stringMatching(/^ {2}spokeExternalId: found nothing/)],
    });
  }
});

it.each(['package', 'deploy', 'remove', 'adopt'] as const)('helps with %s', (command) => {
  expect(outcomeOf(command, '--help')).toEqual({ help: expect.stringMatching(`^Usage: npm run ${command} -- `) as string });
});

const request: StageRequest = { command: 'deploy', stage: 'dev', region: 'eu-west-1', parameters: new Map([['logLevel', 'DEBUG'], ['dueShards', '04']]) };

it('hands parameters and region to the packager', () => {
  expect(packagerOptions(request)).toEqual(['--param=logLevel=DEBUG', '--param=dueShards=04', '--region', 'eu-west-1']);
});

it('hands them to every service by the file that Compose reads', () => {
  const text = 'services:\n  platform: { path: services/platform }\n  planner: { path: services/planner, dependsOn: platform }\n';

  const given = { region: 'eu-west-1', params: { logLevel: 'DEBUG', dueShards: '04' } };
  expect(parse(composeFileFor(text, '/here', request))).toEqual({
    services: { platform: { path: '/here/services/platform', ...given }, planner: { path: '/here/services/planner', dependsOn: 'platform', ...given } },
  });
  expect(parse(composeFileFor(text, '/here', { command: 'deploy', stage: 'dev', parameters: new Map() }))).toEqual({
    services: { platform: { path: '/here/services/platform' }, planner: { path: '/here/services/planner', dependsOn: 'platform' } },
  });
});
