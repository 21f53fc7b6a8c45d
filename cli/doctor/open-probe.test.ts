import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

import { CommandFailure } from '../exit-codes.ts';
import { openProbe } from './open-probe.ts';

const root = resolve(__dirname, '..', '..');

it('presents to the spokes what the stage was deployed with', async () => {
  const environment = { AWS_REGION: 'eu-west-1', PATCHWAVE_ORGANIZATION_ID: 'o-a1b2c3d4e5', PATCHWAVE_SPOKE_EXTERNAL_ID: 'k3J8sQ0zX7bV2nM5' };

  const probe = await openProbe({ stage: 'staging' }, { root, environment });

  expect([probe.name, probe.hubAccountId, await probe.region(), probe.trust]).toEqual([
    'stage staging', undefined, 'eu-west-1', { roleName: 'PatchExecRole-staging', externalId: 'k3J8sQ0zX7bV2nM5', organizationId: 'o-a1b2c3d4e5', optInTagValue: 'managed' },
  ]);
});

it('knows no ExternalId of a stage that the environment does not name', async () => {
  const probe = await openProbe({ stage: 'prod' }, { root, environment: { AWS_DEFAULT_REGION: 'eu-west-1' } });

  expect(probe.trust).toEqual({ roleName: 'PatchExecRole', externalId: undefined, organizationId: undefined, optInTagValue: 'managed' });
});

it('knows account, region and spokes of a local cloud that answers', async () => {
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const probe = await openProbe({ endpoint }, { root, environment: { PATCHWAVE_SPOKE_EXTERNAL_ID: 'another' } });

  expect([probe.name, probe.stage, probe.hubAccountId, await probe.region(), probe.trust.externalId]).toEqual([endpoint, 'dev', '000000000000', 'us-east-1', 'patchwave-local']);
  server.close();
  server.closeAllConnections();
});

it.each([
  [{ stage: 'qa' }, '--stage: found "qa", expected one of dev, staging, prod.'],
  [{ endpoint: 'localhost' }, '--endpoint: found "localhost", expected the URL of a local cloud such as http://127.0.0.1:4566.'],
])('refuses %j', async (choice, message) => {
  await expect(openProbe(choice, { root, environment: {} })).rejects.toEqual(new CommandFailure(2, message));
});
