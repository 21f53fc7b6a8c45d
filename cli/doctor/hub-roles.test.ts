import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { isHubFunction, SPOKE_FUNCTIONS } from './hub-roles.ts';

it('names the roles that the spoke trusts', () => {
  const template = readFileSync(resolve(__dirname, '..', '..', 'services', 'spoke', 'template.yml'), 'utf8');

  expect([...template.matchAll(/:role\/\$\{HubBusName\}-([\w-]+)/g)].map(([, name]) => name)).toEqual([...SPOKE_FUNCTIONS]);
});

it.each([
  ['arn:aws:sts::000000000000:assumed-role/patchwave-prod-account-fanout-discovery/x', true],
  ['arn:aws:sts::000000000000:assumed-role/patchwave-staging-account-fanout-discovery/x', false],
  ['arn:aws:sts::111111111111:assumed-role/patchwave-prod-account-fanout-discovery/x', false],
  ['arn:aws:sts::000000000000:assumed-role/Operator/ana', false],
])('tells of %s whether it is one of them: %s', (arn, expected) => {
  expect(isHubFunction(arn, { stage: 'prod', hubAccountId: '000000000000' })).toBe(expected);
});
