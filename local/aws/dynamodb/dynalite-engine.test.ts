import { openDynamoEngine, type DynamoEngine } from './dynalite-engine.ts';

// dynalite promises none of the files that are reached into here: when a release moves them, this says so first.
describe('the inside of dynalite', () => {
  let engine: DynamoEngine;
  beforeAll(async () => {
    engine = await openDynamoEngine({ accountId: '000000000000', region: 'us-west-2' });
  });
  afterAll(() => engine.close());

  it('makes tables under the given account and region', async () => {
    const { status, body } = await engine.run('CreateTable', {
      TableName: 'runs',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { TableDescription: { TableArn: 'arn:aws:dynamodb:us-west-2:000000000000:table/runs' } },
    });
  });

  it('answers errors of DynamoDB with their body', async () => {
    await expect(engine.run('GetItem', { TableName: 'missing', Key: { pk: { S: 'a' } } })).resolves.toMatchObject({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' },
    });
    await expect(engine.run('PutItem', { TableName: 7 })).resolves.toMatchObject({
      status: 400,
      body: { __type: 'com.amazon.coral.service#SerializationException' },
    });
  });

  it('knows what it does not know', async () => {
    await expect(engine.run('TransactWriteItems', {})).resolves.toEqual({
      status: 400,
      body: { __type: 'com.amazon.coral.service#UnknownOperationException' },
    });
  });
});
