import { deployedStage, type DeployedResource, HUB, SPOKE } from '../templates/deployed-stage.ts';
import { callsOf, callsForTheKey, optedIn, variableOf } from './calls-of-functions.ts';
import { roleNamed, roleOfFunction, rolesOf } from './deployed-policies.ts';
import { readRecorded } from './recorded-accesses.ts';
import { type Call, judge } from './simulate.ts';

// prod, because dev lets a fleet be patched that has not opted in.
let prod: DeployedResource[];

beforeAll(async () => {
  prod = await deployedStage('prod');
}, 180_000);

let judgedCalls = 0;
afterAll(() => void process.stderr.write(`IAM: ${judgedCalls} calls that must be denied were judged\n`));

const hubArn = (service: string, resource: string): string => `arn:aws:${service}:${HUB.region}:${HUB.accountId}:${resource}`;
const bus = hubArn('events', 'event-bus/patchwave-prod');
const spokeRole = `arn:aws:iam::${SPOKE.accountId}:role/PatchExecRole`;
const stranger = 'arn:aws:iam::222222222222:role/administrator';
const theFunction = (name: string) => roleOfFunction(prod, `patchwave-prod-${name}`);
const thePatchRole = () => roleNamed(prod, 'PatchExecRole');
const event = (source: string, type: string) => ({ 'events:source': [source], 'events:detail-type': [type] });
const document = (name: string) => `arn:aws:ssm:us-east-1::document/${name}`;
const instance = (accountId: string) => `arn:aws:ec2:us-east-1:${accountId}:instance/i-0123456789abcdef0`;
const put = (by: string, source: string, type: string): Call => ({ by: theFunction(by), action: 'events:PutEvents', resource: bus, context: event(source, type) });

interface Case {
  what: string;
  denied: () => Call;
  /** The nearest call that is allowed: without it a denial might come from a slip in the case itself. */
  allowed: () => Call;
}

const assume = (context: Record<string, string>, by: Call['by']): Call => ({ by, action: 'sts:AssumeRole', resource: spokeRole, context });
const externalId = () => variableOf(prod, 'SPOKE_EXTERNAL_ID');
const rightly = () => assume({ 'sts:ExternalId': externalId() }, theFunction('instance-patcher-patching'));

const amongServices: Case[] = [
  {
    what: 'instance-patcher speaks as planner',
    denied: () => put('instance-patcher-patching', 'patchwave.planner', 'RunControlChanged.v1'),
    allowed: () => put('instance-patcher-patching', 'patchwave.instance-patcher', 'TargetCompleted.v1'),
  },
  {
    what: 'approval-api publishes anything but a vote',
    denied: () => put('approval-api', 'patchwave.api', 'RunRequested.v1'),
    allowed: () => put('approval-api', 'patchwave.api', 'VoteCast.v1'),
  },
  {
    what: 'approval-api hides another event beside a vote',
    denied: () => ({ ...put('approval-api', '', ''), context: { 'events:source': ['patchwave.api'], 'events:detail-type': ['VoteCast.v1', 'RunRequested.v1'] } }),
    allowed: () => put('approval-api', 'patchwave.api', 'VoteCast.v1'),
  },
  {
    what: 'approval-api says that a wave is approved',
    denied: () => put('approval-api', 'patchwave.approval', 'WaveApproved.v1'),
    allowed: () => put('approval-approving', 'patchwave.approval', 'WaveApproved.v1'),
  },
  {
    what: 'a function publishes an event without a source',
    denied: () => ({ by: theFunction('planner-control'), action: 'events:PutEvents', resource: bus }),
    allowed: () => put('planner-control', 'patchwave.planner', 'WaveStarted.v1'),
  },
  {
    what: 'a function publishes on the bus of another stage',
    denied: () => ({ ...put('planner-control', 'patchwave.planner', 'WaveStarted.v1'), resource: hubArn('events', 'event-bus/patchwave-staging') }),
    allowed: () => put('planner-control', 'patchwave.planner', 'WaveStarted.v1'),
  },
  {
    what: "a service reads another service's table",
    denied: () => ({ by: theFunction('planner-control'), action: 'dynamodb:GetItem', resource: hubArn('dynamodb', 'table/patchwave-prod-approval') }),
    allowed: () => ({ by: theFunction('approval-approving'), action: 'dynamodb:GetItem', resource: hubArn('dynamodb', 'table/patchwave-prod-approval') }),
  },
  {
    what: 'a service scans its own table',
    denied: () => ({ by: theFunction('planner-control'), action: 'dynamodb:Scan', resource: hubArn('dynamodb', 'table/patchwave-prod-planner') }),
    allowed: () => ({ by: theFunction('planner-control'), action: 'dynamodb:GetItem', resource: hubArn('dynamodb', 'table/patchwave-prod-planner') }),
  },
  {
    what: 'approval-api changes an approval',
    denied: () => onApprovals('dynamodb:PutItem', 'APPROVAL#run#wave'),
    allowed: () => onApprovals('dynamodb:PutItem', 'VOTE#one'),
  },
  {
    what: "a service reads another service's queue",
    denied: () => ({ by: theFunction('planner-control'), action: 'sqs:ReceiveMessage', resource: hubArn('sqs', 'patchwave-prod-approval') }),
    allowed: () => ({ by: theFunction('approval-approving'), action: 'sqs:ReceiveMessage', resource: hubArn('sqs', 'patchwave-prod-approval') }),
  },
  {
    what: "a service sends to another service's queue, past the bus",
    denied: () => ({ by: theFunction('planner-control'), action: 'sqs:SendMessage', resource: hubArn('sqs', 'patchwave-prod-instance-patcher') }),
    allowed: () => ({ by: theFunction('instance-patcher-patching'), action: 'sqs:SendMessage', resource: hubArn('sqs', 'patchwave-prod-instance-patcher') }),
  },
  {
    what: 'a run object is removed',
    denied: () => ({ by: theFunction('reporter-reporting'), action: 's3:DeleteObject', resource: runObject, accountId: HUB.accountId }),
    allowed: () => ({ by: theFunction('reporter-reporting'), action: 's3:PutObject', resource: runObject, accountId: HUB.accountId }),
  },
];

const runObject = `arn:aws:s3:::patchwave-prod-runs-${HUB.accountId}/runs/id/report.json`;

function onApprovals(action: string, key: string): Call {
  return { by: theFunction('approval-api'), action, resource: hubArn('dynamodb', 'table/patchwave-prod-approval'), context: { 'dynamodb:LeadingKeys': [key] } };
}

const intoTheSpoke: Case[] = [
  { what: 'reporter assumes the role of a spoke', denied: () => assume({ 'sts:ExternalId': externalId() }, theFunction('reporter-reporting')), allowed: rightly },
  { what: 'planner assumes the role of a spoke', denied: () => assume({ 'sts:ExternalId': externalId() }, theFunction('planner-control')), allowed: rightly },
  { what: 'the role of a spoke is assumed without an ExternalId', denied: () => assume({}, theFunction('instance-patcher-patching')), allowed: rightly },
  { what: 'the role of a spoke is assumed with a wrong ExternalId', denied: () => assume({ 'sts:ExternalId': 'guessed' }, theFunction('instance-patcher-patching')), allowed: rightly },
  { what: 'the role of a spoke is assumed from another account', denied: () => assume({ 'sts:ExternalId': externalId() }, stranger), allowed: rightly },
  {
    what: 'the role of a spoke is assumed by an administrator of the hub who is none of its functions',
    denied: () => assume({ 'sts:ExternalId': externalId() }, `arn:aws:iam::${HUB.accountId}:role/administrator`), allowed: rightly,
  },
  {
    what: 'the role of a spoke is assumed from outside the organization',
    denied: () => assume({ 'sts:ExternalId': externalId(), 'aws:PrincipalOrgID': 'o-another' }, theFunction('instance-patcher-patching')), allowed: rightly,
  },
  {
    what: 'a hub function assumes a role outside the organization',
    denied: () => assume({ 'sts:ExternalId': externalId(), 'aws:ResourceOrgID': 'o-another' }, theFunction('instance-patcher-patching')), allowed: rightly,
  },
  {
    what: 'a hub function assumes another role of a spoke',
    denied: () => ({ ...rightly(), resource: `arn:aws:iam::${SPOKE.accountId}:role/Administrator` }), allowed: rightly,
  },
];

const send = (resource: string, context: Record<string, string> = {}): Call => ({ by: thePatchRole(), action: 'ssm:SendCommand', resource, context });
const sendRightly = () => send(instance(SPOKE.accountId), optedIn(prod));

const insideTheSpoke: Case[] = [
  { what: 'a command of another document of AWS', denied: () => send(document('AWS-RunShellScript')), allowed: () => send(document('AWS-RunPatchBaseline')) },
  {
    what: 'a command of a document of the account',
    denied: () => send(`arn:aws:ssm:us-east-1:${SPOKE.accountId}:document/AWS-RunPatchBaseline`), allowed: () => send(document('AWS-RunPatchBaseline')),
  },
  { what: 'a command to an instance without the tag to opt in', denied: () => send(instance(SPOKE.accountId)), allowed: sendRightly },
  {
    what: 'a command to an instance with another value of the tag',
    denied: () => send(instance(SPOKE.accountId), Object.fromEntries(Object.keys(optedIn(prod)).map((key) => [key, 'no']))), allowed: sendRightly,
  },
  { what: 'a command to an instance of another account', denied: () => send(instance('222222222222'), optedIn(prod)), allowed: sendRightly },
  {
    what: 'an instance is stopped by the role of a spoke',
    denied: () => ({ by: thePatchRole(), action: 'ec2:StopInstances', resource: instance(SPOKE.accountId), context: optedIn(prod) }), allowed: sendRightly,
  },
  {
    what: 'a session is opened on an instance by the role of a spoke',
    denied: () => ({ by: thePatchRole(), action: 'ssm:StartSession', resource: instance(SPOKE.accountId), context: optedIn(prod) }), allowed: sendRightly,
  },
];

const forward = (source: string, type: string): Call => ({ by: roleNamed(prod, 'PatchExecRole-forward'), action: 'events:PutEvents', resource: bus, context: event(source, type) });
const hint = () => forward('aws.ssm', 'EC2 Command Status-change Notification');
const spokeAdmin = `arn:aws:iam::${SPOKE.accountId}:role/administrator`;

const fromTheSpoke: Case[] = [
  { what: 'a spoke forges a request of the CLI', denied: () => forward('patchwave.cli', 'RunRequested.v1'), allowed: hint },
  { what: 'a spoke forges a vote of the API', denied: () => forward('patchwave.api', 'VoteCast.v1'), allowed: hint },
  { what: 'a spoke hides a forged event behind a hint', denied: () => ({ ...hint(), context: { 'events:source': ['aws.ssm', 'patchwave.cli'] } }), allowed: hint },
  { what: 'an administrator of a spoke forges a request of the CLI', denied: () => ({ ...forward('patchwave.cli', 'RunRequested.v1'), by: spokeAdmin }), allowed: hint },
  {
    what: 'an account outside the organization sends a hint',
    denied: () => ({ ...hint(), by: stranger, context: { ...hint().context, 'aws:PrincipalOrgID': 'o-another' } }), allowed: hint,
  },
];

const rule = hubArn('events', 'rule/patchwave-prod/patchwave-prod-approval-planner');
const deliver = (context: Record<string, string>): Call => ({ by: 'events.amazonaws.com', action: 'sqs:SendMessage', resource: hubArn('sqs', 'patchwave-prod-approval'), context });
const deliverRightly = () => deliver({ 'aws:SourceArn': rule, 'aws:SourceAccount': HUB.accountId });

const told = (accountId: string) => ({ 'aws:SourceAccount': accountId, 'aws:SourceArn': `arn:aws:events:us-east-1:${accountId}:rule/patchwave-prod/patchwave-prod-notices` });
const notify = (context: Record<string, string>): Call => ({ by: 'events.amazonaws.com', action: 'sns:Publish', resource: hubArn('sns', 'patchwave-prod-notices'), context });

/** The key of the topic of notices, asked for with the topic that SNS names. */
function encryptFor(topic: string): Call {
  const [call] = callsForTheKey(prod, notify({}));
  if (call === undefined) throw new Error('the topic of notices: found no key');
  return { ...call, context: { ...call.context, 'kms:EncryptionContext:aws:sns:topicArn': hubArn('sns', topic) } };
}

const intoQueues: Case[] = [
  {
    what: 'a rule of somebody else delivers to a queue',
    denied: () => deliver({ 'aws:SourceArn': 'arn:aws:events:us-east-1:222222222222:rule/theirs', 'aws:SourceAccount': '222222222222' }), allowed: deliverRightly,
  },
  {
    what: 'a rule of another queue delivers to a queue',
    denied: () => deliver({ 'aws:SourceArn': hubArn('events', 'rule/patchwave-prod/patchwave-prod-planner-control-approval'), 'aws:SourceAccount': HUB.accountId }),
    allowed: deliverRightly,
  },
  { what: 'a rule delivers without TLS', denied: () => ({ ...deliverRightly(), context: { ...deliverRightly().context, 'aws:SecureTransport': 'false' } }), allowed: deliverRightly },
  { what: 'a rule of another account, where it is told, sends a notice', denied: () => notify(told('222222222222')), allowed: () => notify({}) },
  {
    what: 'another rule of the hub, where it is told, sends a notice',
    denied: () => notify({ ...told(HUB.accountId), 'aws:SourceArn': hubArn('events', 'rule/theirs') }), allowed: () => notify(told(HUB.accountId)),
  },
  { what: 'EventBridge encrypts for a topic of somebody else', denied: () => encryptFor('theirs'), allowed: () => encryptFor('patchwave-prod-notices') },
  {
    what: 'an object is read without TLS',
    denied: () => ({ by: theFunction('reporter-reporting'), action: 's3:GetObject', resource: runObject, accountId: HUB.accountId, context: { 'aws:SecureTransport': 'false' } }),
    allowed: () => ({ by: theFunction('reporter-reporting'), action: 's3:GetObject', resource: runObject, accountId: HUB.accountId }),
  },
];

describe.each([
  ['among the services', amongServices],
  ['from the hub into a spoke', intoTheSpoke],
  ['inside a spoke', insideTheSpoke],
  ['from a spoke into the hub', fromTheSpoke],
  ['into a queue, a topic and a bucket', intoQueues],
])('denied %s:', (_where, cases) => {
  it.each(cases)('$what', async ({ denied, allowed }) => {
    judgedCalls += 1;
    const judged = { denied: await judge(prod, denied()), allowed: await judge(prod, allowed()) };
    expect(judged).toEqual({ denied: expect.stringMatching(/Denied$/) as string, allowed: 'Allowed' });
  });
});

describe('the keys', () => {
  const calls = () => readRecorded().flatMap((access) => callsOf(prod, access)).filter(({ action }) => action.startsWith('kms:'));

  it('are asked for by the functions only through the service that keeps the data', async () => {
    const direct = calls().map((call) => ({ ...call, context: Object.fromEntries(Object.entries(call.context ?? {}).filter(([key]) => key !== 'kms:ViaService')) }));
    const judgements = await Promise.all(direct.map((call) => judge(prod, call)));
    judgedCalls += direct.length;
    expect({ allowed: judgements.filter((one) => one === 'Allowed').length, some: direct.length > 0 }).toEqual({ allowed: 0, some: true });
  });

  it('open to no service that acts for another account', async () => {
    const context = { 'aws:SourceArn': 'arn:aws:events:us-east-1:222222222222:rule/theirs', 'aws:SourceAccount': '222222222222' };
    const theirs = prod.filter(({ type }) => type === 'AWS::SQS::Queue')
      .flatMap(({ arn }) => callsForTheKey(prod, { by: 'events.amazonaws.com', action: 'sqs:SendMessage', resource: arn, context }));
    const judgements = await Promise.all(theirs.map((call) => judge(prod, call)));
    judgedCalls += theirs.length;
    expect({ allowed: judgements.filter((one) => one === 'Allowed').length, some: theirs.length > 0 }).toEqual({ allowed: 0, some: true });
  });
});

it('no role of the hub but those of three functions can assume the role of a spoke', async () => {
  const allowed: string[] = [];
  for (const by of rolesOf(prod).filter(({ accountId }) => accountId === HUB.accountId)) {
    judgedCalls += 1;
    if ((await judge(prod, { ...rightly(), by })) === 'Allowed') allowed.push(by.name);
  }
  const expected = ['account-fanout-discovery', 'compliance-checker-checking', 'instance-patcher-patching'].map((name) => theFunction(name).name);
  expect(allowed.sort()).toEqual(expected.sort());
});
