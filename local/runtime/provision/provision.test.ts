import type { ResolvedResource } from '../template/resolve-stack.ts';
import type { Clients } from './clients.ts';
import { provision, unknownTypes } from './provision.ts';

function resource(type: string, spoiled: Partial<ResolvedResource> = {}): ResolvedResource {
  const names = { ref: 'name', attributes: { QueueName: 'name' } };
  return { stack: 'planner', folder: '', logicalId: 'Resource', type, names, properties: {}, ...spoiled };
}

/** Clients that only note what they are asked; `answer` may refuse. */
function noting(answer: (operation: string) => unknown = () => ({})): { clients: Clients; calls: { operation: string; input: unknown }[] } {
  const calls: { operation: string; input: unknown }[] = [];
  const client = {
    send: (command: { constructor: { name: string }; input: unknown }) => {
      const operation = command.constructor.name.replace(/Command$/, '');
      calls.push({ operation, input: command.input });
      return Promise.resolve().then(() => answer(operation));
    },
  };
  const clients = { sqs: client, dynamoDb: client, s3: client, eventBridge: client, scheduler: client } as unknown as Clients;
  return { clients, calls };
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

describe('provisioning', () => {
  it('makes what is pointed at before what points at it, whatever the order of the templates', async () => {
    const { clients, calls } = noting((operation) => (operation === 'DescribeTable' ? { Table: { TableStatus: 'ACTIVE' } } : {}));
    const redriven = { properties: { RedrivePolicy: { maxReceiveCount: 5 } } };
    await provision(
      [
        resource('AWS::Scheduler::Schedule'),
        resource('AWS::Events::Rule'),
        resource('AWS::Events::EventBus'),
        resource('AWS::SQS::Queue', redriven),
        resource('AWS::SQS::Queue'),
        resource('AWS::DynamoDB::Table'),
        resource('AWS::IAM::Role'),
      ],
      clients,
    );
    expect(calls.map((call) => call.operation)).toEqual([
      'CreateQueue',
      'CreateQueue',
      'CreateTable',
      'DescribeTable',
      'CreateEventBus',
      'PutRule',
      'PutTargets',
      'CreateSchedule',
    ]);
    expect(calls[1]?.input).toEqual({ QueueName: 'name', Attributes: { RedrivePolicy: '{"maxReceiveCount":5}' } });
  });

  it('brings a queue that is already there up to date', async () => {
    const { clients, calls } = noting((operation) => {
      if (operation === 'CreateQueue') throw named('QueueNameExists');
      return {};
    });
    await provision([resource('AWS::SQS::Queue', { properties: { QueueName: 'name', VisibilityTimeout: 180 } })], clients);
    expect(calls[1]).toEqual({ operation: 'SetQueueAttributes', input: { QueueUrl: 'name', Attributes: { VisibilityTimeout: '180' } } });
  });

  it('fails on any other refusal', async () => {
    const { clients } = noting(() => {
      throw named('InvalidAttributeValue');
    });
    await expect(provision([resource('AWS::SQS::Queue')], clients)).rejects.toThrow('InvalidAttributeValue');
  });

  it('fails on a target that the bus refused', async () => {
    const { clients } = noting(() => ({ FailedEntries: [{ TargetId: 'queue', ErrorMessage: 'no such queue' }] }));
    await expect(provision([resource('AWS::Events::Rule')], clients)).rejects.toThrow('rule name: target queue refused: no such queue');
  });

  it('leaves out a rule that only notifies people', async () => {
    const { clients, calls } = noting();
    const toTopic = { Targets: [{ Id: 'topic', Arn: 'arn:aws:sns:us-east-1:000000000000:patchwave-dev-notices' }] };
    await provision([resource('AWS::Events::Rule', { properties: toTopic })], clients);
    expect(calls).toEqual([]);
  });

  it('puts all statements of a bus at once, so that none is lost', async () => {
    const { clients, calls } = noting();
    const policy = (EventBusName: string, StatementId: string) => resource('AWS::Events::EventBusPolicy', { properties: { EventBusName, StatementId, Statement: { Effect: 'Allow' } } });
    await provision([policy('one', 'spokes'), policy('other', 'spokes'), policy('one', 'operators')], clients);
    const policyOf = (...sids: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: sids.map((Sid) => ({ Sid, Effect: 'Allow' })) });
    expect(calls).toEqual([
      { operation: 'PutPermission', input: { EventBusName: 'one', Policy: policyOf('spokes', 'operators') } },
      { operation: 'PutPermission', input: { EventBusName: 'other', Policy: policyOf('spokes') } },
    ]);
  });

  it('leaves the bucket of the deploy tool alone', async () => {
    const { clients, calls } = noting();
    await provision([resource('AWS::S3::Bucket', { logicalId: 'ServerlessDeploymentBucket' })], clients);
    expect(calls).toEqual([]);
  });
});

it('names each type that the local cloud does not know, once', () => {
  const types = ['AWS::SQS::Queue', 'AWS::Kinesis::Stream', 'AWS::IAM::Role', 'AWS::Kinesis::Stream', 'AWS::AppSync::Api'];
  expect(unknownTypes(types.map((type) => resource(type)))).toEqual(['AWS::AppSync::Api', 'AWS::Kinesis::Stream']);
});
