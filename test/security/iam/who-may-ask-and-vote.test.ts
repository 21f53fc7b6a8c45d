import { deployedStage, type DeployedResource, HUB } from '../templates/deployed-stage.ts';
import { personWith, roleOfFunction } from './deployed-policies.ts';
import { type Call, judge } from './simulate.ts';

let prod: DeployedResource[];
beforeAll(async () => {
  prod = await deployedStage('prod');
}, 180_000);

let told = 0;
afterAll(() => void process.stderr.write(`IAM: ${told} calls by people were judged\n`));

const hubArn = (service: string, resource: string): string => `arn:aws:${service}:${HUB.region}:${HUB.accountId}:${resource}`;
const bus = hubArn('events', 'event-bus/patchwave-prod');
const roleArn = (path: string): string => `arn:aws:iam::${HUB.accountId}:role/${path}`;
const theFunction = (name: string) => roleOfFunction(prod, `patchwave-prod-${name}`);

// These have every right that an identity can have: what stops them is the bus alone.
const bystander = roleArn('administrator');
const operator = roleArn('patchwave-prod-operators');
const operatorOfStaging = roleArn('patchwave-staging-operators');
const operatorBySingleSignOn = roleArn('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_patchwave-prod-operators_0123456789abcdef');
const namesakeOfFunction = roleArn('patchwave-prod-operators/patchwave-prod-planner-control');

function put(by: Call['by'], ...events: (readonly [source: string, type: string])[]): Call {
  return { by, action: 'events:PutEvents', resource: bus, context: { 'events:source': events.map(([source]) => source), 'events:detail-type': events.map(([, type]) => type) } };
}

const request = ['patchwave.cli', 'RunRequested.v1'] as const;
const vote = ['patchwave.api', 'VoteCast.v1'] as const;
const word = ['patchwave.planner', 'WaveStarted.v1'] as const;

async function judged(call: Call): Promise<string> {
  told += 1;
  return judge(prod, call);
}

describe('on the bus', () => {
  it.each<[string, () => Call, string]>([
    ['an operator asks for a run', () => put(operator, request), 'Allowed'],
    ['an operator who signs on by IAM Identity Center asks for a run', () => put(operatorBySingleSignOn, request), 'Allowed'],
    ['somebody else with every right asks for a run', () => put(bystander, request), 'ExplicitlyDenied'],
    ['somebody else asks for a run beside an event of his own', () => put(bystander, ['shop', 'Sold'], request), 'ExplicitlyDenied'],
    ['somebody else puts an event of his own', () => put(bystander, ['shop', 'Sold']), 'Allowed'],
    ['an operator of another stage asks for a run', () => put(operatorOfStaging, request), 'ExplicitlyDenied'],
    ['somebody else asks in the name of a schedule', () => put(bystander, ['patchwave.schedule', 'RunRequested.v1']), 'ExplicitlyDenied'],
    ['the approval API says who voted', () => put(theFunction('approval-api'), vote), 'Allowed'],
    ['somebody else says who voted', () => put(bystander, vote), 'ExplicitlyDenied'],
    ['an operator says who voted', () => put(operator, vote), 'ExplicitlyDenied'],
    ['the other function of approval says who voted', () => put(theFunction('approval-approving'), vote), 'ExplicitlyDenied'],
    ['the planner speaks as planner', () => put(theFunction('planner-control'), word), 'Allowed'],
    ['somebody else speaks as planner', () => put(bystander, word), 'ExplicitlyDenied'],
    ['an operator speaks as planner', () => put(operator, word), 'ExplicitlyDenied'],
    ["somebody speaks as planner whose role has a function's name under another path", () => put(namesakeOfFunction, word), 'ExplicitlyDenied'],
  ])('%s', async (_who, call, judgement) => {
    expect(await judged(call())).toBe(judgement);
  });
});

describe('around the bus, straight into a queue,', () => {
  const send = (by: Call['by'], queue = 'patchwave-prod-approval'): Call => ({ by, action: 'sqs:SendMessage', resource: hubArn('sqs', queue) });

  it.each<[string, () => Call, string]>([
    ['somebody with every right sends a forged vote', () => send(bystander), 'ExplicitlyDenied'],
    ['a function of another service sends', () => send(theFunction('planner-control')), 'ExplicitlyDenied'],
    ['somebody puts a dead letter there that was none', () => send(bystander, 'patchwave-prod-approval-dlq'), 'ExplicitlyDenied'],
    ['somebody puts a notice there that was none', () => send(bystander, 'patchwave-prod-notices-dlq'), 'ExplicitlyDenied'],
    ['the service sends to itself', () => send(theFunction('approval-approving')), 'Allowed'],
    ['an operator puts dead letters back', () => send(operator), 'Allowed'],
  ])('%s', async (_who, call, judgement) => {
    expect(await judged(call())).toBe(judgement);
  });
});

describe('by the policies to attach', () => {
  const api = (methodAndPath: string): string => hubArn('execute-api', `approval/$default/${methodAndPath}`);
  const table = hubArn('dynamodb', 'table/patchwave-prod-reporter');
  const viewer = () => personWith(prod, 'auditor', ['patchwave-prod-viewers']);
  const asker = () => personWith(prod, 'patchwave-prod-operators', ['patchwave-prod-viewers', 'patchwave-prod-operators']);
  const voter = () => personWith(prod, 'lead', ['patchwave-prod-viewers', 'patchwave-prod-approvers']);
  const read = (by: Call['by']): Call => ({ by, action: 'dynamodb:GetItem', resource: table });
  const cast = (by: Call['by'], route = 'POST/runs/one/waves/canary/votes'): Call => ({ by, action: 'execute-api:Invoke', resource: api(route) });

  it.each<[string, () => Call, boolean]>([
    ['a viewer reads a run', () => read(viewer()), true],
    ['a viewer reads a report', () => ({ by: viewer(), action: 's3:GetObject', resource: `arn:aws:s3:::patchwave-prod-runs-${HUB.accountId}/runs/one/report.json`, accountId: HUB.accountId }), true],
    ['a viewer writes a run', () => ({ by: viewer(), action: 'dynamodb:PutItem', resource: table }), false],
    ['a viewer asks for a run', () => put(viewer(), request), false],
    ['a viewer votes', () => cast(viewer()), false],
    ['an operator reads a run', () => read(asker()), true],
    ['an operator asks for a run', () => put(asker(), request), true],
    ['an operator pauses a run', () => put(asker(), ['patchwave.cli', 'RunControlRequested.v1']), true],
    ['an operator hides another word beside a request', () => put(asker(), request, ['patchwave.cli', 'WaveApproved.v1']), false],
    ['an operator votes', () => cast(asker()), false],
    ['an approver reads a run', () => read(voter()), true],
    ['an approver finds the API', () => ({ by: voter(), action: 'ssm:GetParameter', resource: hubArn('ssm', 'parameter/patchwave-prod/approval-api') }), true],
    ['an approver votes', () => cast(voter()), true],
    ['an approver removes a vote', () => cast(voter(), 'DELETE/runs/one/waves/canary/votes'), false],
    ['an approver votes at another API', () => ({ ...cast(voter()), resource: hubArn('execute-api', 'shop/$default/POST/runs/one/waves/canary/votes') }), false],
    ['an approver asks for a run', () => put(voter(), request), false],
  ])('%s', async (_what, call, allowed) => {
    expect((await judged(call())) === 'Allowed').toBe(allowed);
  });
});
