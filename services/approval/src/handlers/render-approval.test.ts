import { aPendingApproval } from '../testing/approval-builders.fixture.ts';
import { renderApproval } from './render-approval.ts';

describe('a decision of an earlier round', () => {
  it.each(['WaveApproved', 'WaveRejected'] as const)('has nothing more to say once the next round is open: %s', (type) => {
    expect(renderApproval({ type }, aPendingApproval())).toEqual([]);
  });
});
