import { asAwsDescribes } from './as-aws-describes.ts';

it('gives a table the id that AWS would, and keeps to what AWS tells of a table', () => {
  const table = { TableName: 'one', TableId: '503ced3d-cd41-4dac-89c8-7bde10e1', BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } };

  expect(asAwsDescribes({ TableDescription: { ...table, TableThroughputModeSummary: {} }, Other: 1 })).toEqual({
    TableDescription: { ...table, TableId: '503ced3d-cd41-4dac-89c8-7bde10e10000' },
    Other: 1,
  });
});

it.each([[{ Table: { TableId: '503ced3d-cd41-4dac-89c8-7bde10e10000' } }], [{ TableNames: ['one'] }], [{ __type: 'ResourceNotFoundException' }], [undefined]])(
  'leaves %j as it is',
  (body) => {
    expect(asAwsDescribes(body)).toEqual(body);
  },
);
