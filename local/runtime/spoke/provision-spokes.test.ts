import { provisionSpokes } from './provision-spokes.ts';
import { readSpokeTemplate } from './read-spoke-template.ts';

it('makes, in every account and region, the rules that forward hints and alarms to the hub', () => {
  const calls: unknown[] = [];
  provisionSpokes({
    resources: readSpokeTemplate('services/spoke/template.yml'),
    parameters: { HubAccountId: '000000000000', HubRegion: 'us-east-1', HubBusName: 'patchwave-dev', SpokeRoleName: 'PatchExecRole' },
    spokes: [{ accountId: '111111111111', region: 'us-west-2' }],
    putRule: ({ EventPattern, ...rule }, owner) =>
      void calls.push({ rule, sources: (JSON.parse(EventPattern ?? '{}') as { source?: unknown }).source, owner }),
    putTargets: ({ Rule, Targets }, owner) => void calls.push({ rule: Rule, targets: Targets, owner }),
  });
  const owner = { accountId: '111111111111', region: 'us-west-2' };
  const target = {
    Id: 'hub',
    Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/patchwave-dev',
    RoleArn: 'arn:aws:iam::111111111111:role/PatchExecRole-forward',
  };
  expect(calls).toEqual([
    { rule: { Name: 'patchwave-dev-hints' }, sources: ['aws.ssm'], owner },
    { rule: 'patchwave-dev-hints', targets: [target], owner },
    { rule: { Name: 'patchwave-dev-alarms' }, sources: ['aws.cloudwatch'], owner },
    { rule: 'patchwave-dev-alarms', targets: [target], owner },
  ]);
});
