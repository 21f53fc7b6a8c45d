import type { RecordedCall } from '#local/wire/dispatch.ts';

import { AccessRecord, type Access } from './access-record.ts';

const call: RecordedCall = {
  functionName: 'patchwave-dev-planner-control',
  callerArn: 'arn:aws:sts::000000000000:assumed-role/planner/patchwave',
  service: 's3', operation: 'GetObject', region: 'us-east-1', accountId: '000000000000',
  resource: 'arn:aws:s3:::runs/runs/0b0f/plan/slices/1.json',
};

function recordOf(...calls: Partial<RecordedCall>[]): Access[] {
  const record = new AccessRecord();
  for (const spoiled of calls) record.note({ ...call, ...spoiled });
  return record.all();
}

const inSpoke = { accountId: '111111111111', callerArn: 'arn:aws:sts::111111111111:assumed-role/PatchExecRole/patchwave' };

describe('the record of accesses', () => {
  it('has each kind of call once, whatever the run', () => {
    const other = 'arn:aws:s3:::runs/runs/77aa/plan/slices/2.json';
    expect(recordOf({}, {}, { resource: other })).toEqual([
      { functionName: 'patchwave-dev-planner-control', role: 'own', call: 's3:GetObject', region: 'us-east-1', resource: 'arn:aws:s3:::runs/runs/<id>/plan/<key>' },
    ]);
  });

  it('names the role that was assumed in a spoke, and no spoke', () => {
    const resource = 'arn:aws:iam::111111111111:role/PatchExecRole';
    expect(recordOf({ ...inSpoke, resource })).toEqual([expect.objectContaining({ role: 'PatchExecRole', resource: 'arn:aws:iam::<spoke>:role/PatchExecRole' })]);
  });

  it('keeps what conditions ask for: each type of event by itself, of a key its first word', () => {
    const published = { 'events:source': ['patchwave.planner'], 'events:detail-type': ['A.v1', 'B.v1'] };
    const keys = recordOf({ conditionKeys: published }, { conditionKeys: { 'dynamodb:LeadingKeys': ['RUN#0b0f#1'] } }).map(({ conditionKeys }) => conditionKeys);
    expect(keys).toEqual([
      { 'dynamodb:LeadingKeys': ['RUN#<id>'] },
      { 'events:source': ['patchwave.planner'], 'events:detail-type': ['A.v1'] },
      { 'events:source': ['patchwave.planner'], 'events:detail-type': ['B.v1'] },
    ]);
  });

  it.each([
    ['people and the cloud itself', { functionName: undefined }],
    ['a caller that was not recognised', { accountId: 'unknown' }],
  ])('leaves out %s', (_who, spoiled: Partial<RecordedCall>) => {
    expect(recordOf(spoiled)).toEqual([]);
  });
});
