import type { Instance } from '@aws-sdk/client-ec2';
import type { InstanceInformation } from '@aws-sdk/client-ssm';

import type { SpokeInventory } from './spoke-inventory.ts';

/** What one spoke answers: pages of at most these sizes, or an error whose `name` is AWS's code. */
export interface SpokeWorld {
  instances: readonly Instance[];
  registered: readonly InstanceInformation[];
  error?: Error;
  pageSize: number;
}

const aWorld = (changes: Partial<SpokeWorld> = {}): SpokeWorld => ({ instances: [], registered: [], pageSize: 50, ...changes });

const anInstance = (changes: Partial<Instance> = {}): Instance => ({
  InstanceId: 'i-00000000000000001',
  InstanceType: 't3.small',
  State: { Name: 'running' },
  Placement: { AvailabilityZone: 'us-east-1a' },
  Tags: [{ Key: 'PatchGroup', Value: 'default' }],
  ...changes,
});

const anAgent = (changes: Partial<InstanceInformation> = {}): InstanceInformation => ({
  InstanceId: 'i-00000000000000001', PlatformType: 'Linux', PingStatus: 'Online', ...changes,
});

const found = {
  id: 'i-00000000000000001', platform: 'Linux', state: 'managed', tags: { PatchGroup: 'default' }, zone: 'us-east-1a',
};

/** What every SpokeInventory must do, the real one and its twin. */
export function spokeInventorySuite(implementation: string, make: (world: SpokeWorld) => Promise<SpokeInventory>): void {
  const read = async (world: SpokeWorld) => (await make(world)).instancesOf('111111111111', 'us-east-1');
  const one = (instance: Instance, ...registered: InstanceInformation[]) => read(aWorld({ instances: [instance], registered }));

  describe(`port SpokeInventory / ${implementation}`, () => {
    it('finds nothing in an empty region', async () => {
      expect(await read(aWorld())).toEqual({ ok: true, value: [] });
    });

    it('joins what EC2 and Systems Manager say of an instance', async () => {
      expect(await one(anInstance(), anAgent())).toEqual({ ok: true, value: [found] });
    });

    it('plans an instance whose agent is silent', async () => {
      expect(await one(anInstance(), anAgent({ PingStatus: 'ConnectionLost' }))).toEqual({ ok: true, value: [found] });
    });

    it('names a running instance without registration unmanaged, and its platform from EC2', async () => {
      expect(await one(anInstance({ Platform: 'Windows' }))).toEqual({
        ok: true, value: [{ ...found, state: 'unmanaged', platform: 'Windows' }],
      });
      expect(await one(anInstance({ InstanceType: 'mac2.metal' }))).toEqual({
        ok: true, value: [{ ...found, state: 'unmanaged', platform: 'macOS' }],
      });
    });

    it.each(['stopping', 'stopped'] as const)('names a %s instance stopped, registered or not', async (state) => {
      expect(await one(anInstance({ State: { Name: state } }), anAgent())).toEqual({ ok: true, value: [{ ...found, state: 'stopped' }] });
    });

    it('believes the agent about the platform', async () => {
      expect(await one(anInstance(), anAgent({ PlatformType: 'MacOS' }))).toEqual({ ok: true, value: [{ ...found, platform: 'macOS' }] });
      expect(await one(anInstance(), anAgent({ PlatformType: 'Windows' }))).toEqual({ ok: true, value: [{ ...found, platform: 'Windows' }] });
    });

    it('names the Auto Scaling group', async () => {
      const tags = [{ Key: 'aws:autoscaling:groupName', Value: 'web' }];
      expect(await one(anInstance({ Tags: tags }), anAgent())).toEqual({
        ok: true, value: [{ ...found, tags: { 'aws:autoscaling:groupName': 'web' }, autoScalingGroup: 'web' }],
      });
    });

    it('reads every page, and sorts by id', async () => {
      const ids = [5, 3, 1, 4, 2].map((number) => `i-0000000000000000${String(number)}`);
      const result = await read(aWorld({
        instances: ids.map((InstanceId) => anInstance({ InstanceId })),
        registered: ids.map((InstanceId) => anAgent({ InstanceId })),
        pageSize: 2,
      }));
      expect(result).toEqual({ ok: true, value: [...ids].sort().map((id) => ({ ...found, id })) });
    });

    it('answers a refusal with its kind, and does not throw', async () => {
      const error = Object.assign(new Error('You are not authorized.'), { name: 'UnauthorizedOperation' });
      expect(await read(aWorld({ error }))).toEqual({
        ok: false, failure: { kind: 'denied', code: 'UnauthorizedOperation', message: 'You are not authorized.' },
      });
    });
  });
}
