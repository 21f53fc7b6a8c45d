import { readFileSync } from 'node:fs';

import { madeFor, ofType, stageResources } from './stage.fixture.ts';

const spokes = { spokeOrganizationalUnits: 'ou-ab12-cdefgh34', spokeRegions: 'us-east-1,us-west-2' };
const inVpc = { vpcId: 'vpc-1', subnetIds: 'subnet-1, subnet-2', securityGroupIds: 'sg-1', routeTableIds: 'rtb-1' };

describe('the stages', () => {
  it('have the dashboard that people look for', async () => {
    const dashboards = await Promise.all(['dev', 'staging', 'prod'].map(async (stage) => ofType(await stageResources(stage), 'AWS::CloudWatch::Dashboard')));
    expect(dashboards.map((found) => found.map(({ Properties }) => Properties['DashboardName']))).toEqual([
      ['patchwave-dev-dashboard'], ['patchwave-staging-dashboard'], ['patchwave-production-dashboard'],
    ]);
  });

  it('keep what holds data, and the key to it, when they are removed, unless they are told not to', async () => {
    const policies = async (overrides: Record<string, string> = {}) => {
      const { 'platform.RunsBucket': bucket, 'platform.DataKey': key, 'planner.Table': table } = await stageResources('dev', overrides);
      return [bucket, key, table].map((resource) => resource?.DeletionPolicy);
    };
    expect({ usually: await policies(), thrownAway: await policies({ dataDeletionPolicy: 'Delete' }) })
      .toEqual({ usually: ['RetainExceptOnCreate', 'RetainExceptOnCreate', 'RetainExceptOnCreate'], thrownAway: ['Delete', 'Delete', 'Delete'] });
  });
});

describe('every alarm', () => {
  it.each(['dev', 'prod'])('of %s goes to the topic and links a section of the runbook that exists', async (stage) => {
    const anchors = readFileSync('docs/runbook-operations.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(/[^\w -]/g, '').replaceAll(' ', '-'));
    const alarms = ofType(await stageResources(stage), 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const linked = alarms.map((alarm) => /Runbook: docs\/runbook-operations\.md#(\S+)$/.exec(String(alarm['AlarmDescription']))?.[1] ?? 'none');
    const topic = { 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:patchwave-${stage}-alarms` };
    expect({ enough: alarms.length > 40, dead: linked.filter((anchor) => !anchors.includes(anchor)) }).toEqual({ enough: true, dead: [] });
    expect(alarms.map((alarm) => alarm['AlarmActions'])).toEqual(alarms.map(() => [topic]));
    expect([...new Set(linked)].sort()).toEqual([
      'alarm-capacity', 'alarm-dead-letters', 'alarm-function-errors', 'alarm-queue-age', 'alarm-run-failed', 'alarm-run-too-long', 'alarm-security',
    ]);
  });
});

describe('parameters', () => {
  it('put the functions into a VPC and make its endpoints, or do neither', async () => {
    const { Resources: platform } = await madeFor('platform', 'dev', inVpc);
    const { extensions } = await madeFor('instance-patcher', 'dev', inVpc);
    expect(ofType(platform, 'AWS::EC2::VPCEndpoint').length).toBe(9);
    expect(extensions?.['PatchingLambdaFunction']).toEqual({ Properties: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] } } });
    const without = await madeFor('instance-patcher', 'dev');
    expect({ endpoints: ofType((await madeFor('platform', 'dev')).Resources, 'AWS::EC2::VPCEndpoint'), function: without.extensions?.['PatchingLambdaFunction'] })
      .toEqual({ endpoints: [], function: undefined });
  });

  it('replicate tables and run bucket to another region, or neither', async () => {
    const replicated = async (stage: string) => {
      const { 'planner.Table': table, 'platform.RunsBucket': bucket } = await stageResources(stage);
      return { table: table?.Type, bucket: 'ReplicationConfiguration' in (bucket?.Properties ?? {}) };
    };
    expect({ dev: await replicated('dev'), prod: await replicated('prod') }).toEqual({
      dev: { table: 'AWS::DynamoDB::Table', bucket: false },
      prod: { table: 'AWS::DynamoDB::GlobalTable', bucket: true },
    });
  });

  it('name the operators to the bus and to every queue, in place of the roles that are named so', async () => {
    const said = async (overrides: Record<string, string>) => {
      const resources = await stageResources('prod', overrides);
      const policies = [...ofType(resources, 'AWS::Events::EventBusPolicy'), ...ofType(resources, 'AWS::SQS::QueuePolicy')].map(({ Properties }) => JSON.stringify(Properties));
      return { named: policies.filter((text) => text.includes('role/night-shift')).length, byName: policies.filter((text) => text.includes('role/patchwave-prod-operators*')).length };
    };
    const queuePolicies = ofType(await stageResources('prod'), 'AWS::SQS::QueuePolicy').length;
    expect({ given: await said({ operatorArns: 'arn:aws:iam::000000000000:role/night-shift' }), usually: await said({}) })
      .toEqual({ given: { named: queuePolicies + 1, byName: 0 }, usually: { named: 0, byName: queuePolicies + 1 } });
  });

  it('give the spokes to organizational units, or leave them to you', async () => {
    expect(ofType((await madeFor('platform', 'prod')).Resources, 'AWS::CloudFormation::StackSet')).toEqual([]);
    const [stackSet] = ofType((await madeFor('platform', 'prod', spokes)).Resources, 'AWS::CloudFormation::StackSet');
    expect(stackSet?.Properties).toMatchObject({
      StackSetName: 'patchwave-prod-spokes',
      StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-cdefgh34'] }, Regions: ['us-east-1', 'us-west-2'] }],
      TemplateBody: readFileSync('services/spoke/template.yml', 'utf8'),
    });
  });

  it.each([
    [{ subnetIds: 'subnet-1' }, 'securityGroupIds: found nothing, expected a value: subnetIds and securityGroupIds go together'],
    [{ spokeRegions: 'us-east-1' }, 'spokeOrganizationalUnits: found nothing'],
    [{ vpcId: 'vpc-1' }, 'subnetIds: found nothing, expected the subnets of the VPC'],
    [{ replicaRegion: 'us-east-1' }, 'replicaRegion: found us-east-1, the region of the stage itself'],
    [{ dataDeletionPolicy: 'Keep' }, 'dataDeletionPolicy: found "Keep", expected one of Retain, Delete'],
    [{ logRetentionDays: 'ten' }, 'logRetentionDays: found "NaN", expected a number above 0'],
  ])('that contradict themselves are refused: %j', async (overrides: Record<string, string>, message) => {
    await expect(madeFor('platform', 'dev', overrides)).rejects.toThrow(message);
  });
});
