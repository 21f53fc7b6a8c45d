import { allowsSender, type PolicyStatement, type Sender } from './bus-policy.ts';

const bus = { accountId: '000000000000', region: 'us-east-1' };
const sender: Sender = { accountId: '111111111111', organizationId: 'o-patchwave01', event: { source: 'aws.ssm', detailType: 'x' } };
const forOrganization: PolicyStatement = {
  Effect: 'Allow',
  Principal: '*',
  Action: 'events:PutEvents',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-patchwave01' } },
};

function conditioned(Condition: NonNullable<PolicyStatement['Condition']>): PolicyStatement {
  return { ...forOrganization, Condition };
}

test.each<[string, PolicyStatement[], boolean]>([
  ['no statement', [], false],
  ['its organization', [forOrganization], true],
  ['another organization', [{ ...forOrganization, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } } }], false],
  ['its account', [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Action: ['events:PutEvents'] }], true],
  ['another account', [{ Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 'events:PutEvents' }], false],
  ['another action', [{ ...forOrganization, Action: 'events:PutRule' }], false],
  ['a source it does not send', [{ ...forOrganization, Condition: { StringEquals: { 'events:source': ['aws.ec2'] } } }], false],
  ['a list of sources for all values, and its among them', [conditioned({ 'ForAllValues:StringEquals': { 'events:source': ['aws.ec2', 'aws.ssm'] }, Null: { 'events:source': 'false' } })], true],
  ['a list of sources for all values, and its not among them', [conditioned({ 'ForAllValues:StringEquals': { 'events:source': ['aws.ec2'] } })], false],
  ['a source that must be missing', [conditioned({ Null: { 'events:source': 'true' } })], false],
  ['a condition that cannot be judged', [{ ...forOrganization, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], false],
  ['a denial beside the permission', [forOrganization, { Effect: 'Deny', Principal: '*', Action: 'events:*' }], false],
])('a policy with %s', (_, statements, allowed) => {
  expect(allowsSender(statements, bus, sender)).toBe(allowed);
});

test('a bus is open to its own account without any policy', () => {
  expect(allowsSender([], bus, { ...sender, accountId: bus.accountId })).toBe(true);
});
