import type { SendRequest, SpokeCommands, SpokeSession } from './spoke-commands.ts';

/** A spoke with managed instances, one instance id that its SSM does not know, and an account that refuses the role. */
export interface SpokeUnderTest {
  spokeCommands: SpokeCommands;
  accountId: string;
  region: string;
  instanceIds: readonly string[];
  unknownId: string;
  refusingAccountId: string;
  /** Epoch ms. */
  now(): number;
}

const RUN = '0b5f3c1e-8a52-4c8e-9d0a-0f6f3c0e7a11';

function aRequest(instanceIds: readonly string[], token: string): SendRequest {
  return {
    token,
    instanceIds,
    runId: RUN,
    options: { operation: 'Scan', rebootOption: 'NoReboot', deliveryTimeoutSeconds: 600 },
  };
}

/** What twin and real adapter must both do. */
export function spokeCommandsSuite(implementation: string, make: () => Promise<SpokeUnderTest>): void {
  describe(`port SpokeCommands / ${implementation}`, () => {
    test('what was sent is found by its token, among others', async () => {
      const spoke = await make();
      const session = await connected(spoke);
      await session.send(aRequest(spoke.instanceIds, 'patchwave/one'));
      const sent = await session.send(aRequest(spoke.instanceIds, 'patchwave/two'));
      await session.send(aRequest(spoke.instanceIds, 'patchwave/three'));
      expect(sent.ok).toBe(true);
      expect(await session.find('patchwave/two', spoke.now() - 60_000)).toEqual(sent);
    });

    test('a command lives as long as its delivery and its execution may take', async () => {
      const spoke = await make();
      const sent = await (await connected(spoke)).send(aRequest(spoke.instanceIds, 'patchwave/one'));
      const lifetimeMs = sent.ok ? sent.value.expiresAt - sent.value.sentAt : 0;
      expect(lifetimeMs).toBe((600 + 7_200) * 1000);
    });

    test('what was never sent is not found', async () => {
      const spoke = await make();
      expect(await (await connected(spoke)).find('patchwave/none', spoke.now())).toEqual({ ok: true, value: undefined });
    });

    test('all that was sent is listed with its token and its instances', async () => {
      const spoke = await make();
      const session = await connected(spoke);
      const sent = [];
      for (const [token, instanceIds] of [['patchwave/one', spoke.instanceIds], ['patchwave/two', spoke.instanceIds.slice(0, 1)]] as const) {
        const answer = await session.send(aRequest(instanceIds, token));
        if (answer.ok) sent.push({ ...answer.value, token, instanceIds: [...instanceIds] });
      }
      const listed = await session.list(spoke.now() - 60_000);
      expect(listed.ok ? listed.value.toSorted((one, other) => (one.token < other.token ? -1 : 1)) : listed).toEqual(sent);
    });

    test('one unknown id refuses the whole command, and nothing is sent', async () => {
      const spoke = await make();
      const session = await connected(spoke);
      const refused = await session.send(aRequest([...spoke.instanceIds, spoke.unknownId], 'patchwave/one'));
      expect(refused).toMatchObject({ ok: false, failure: { kind: 'refused', code: 'InvalidInstanceId' } });
      expect(await session.find('patchwave/one', spoke.now() - 60_000)).toEqual({ ok: true, value: undefined });
    });

    test('the known among instances are told', async () => {
      const spoke = await make();
      const known = await (await connected(spoke)).known([...spoke.instanceIds, spoke.unknownId]);
      expect(known.ok ? [...known.value].sort() : known).toEqual([...spoke.instanceIds].sort());
    });

    test('a command is cancelled', async () => {
      const spoke = await make();
      const session = await connected(spoke);
      const sent = await session.send(aRequest(spoke.instanceIds, 'patchwave/one'));
      const commandId = sent.ok ? sent.value.commandId : '';
      expect(await session.cancel(commandId, spoke.instanceIds)).toEqual({ ok: true, value: undefined });
    });

    test('an account that refuses its role is not reached', async () => {
      const spoke = await make();
      const connection = await spoke.spokeCommands.connect(spoke.refusingAccountId, spoke.region);
      expect(connection).toMatchObject({ ok: false, failure: { kind: 'denied' } });
    });
  });
}

async function connected({ spokeCommands, accountId, region }: SpokeUnderTest): Promise<SpokeSession> {
  const connection = await spokeCommands.connect(accountId, region);
  if (!connection.ok) throw new Error(connection.failure.message);
  return connection.value;
}
