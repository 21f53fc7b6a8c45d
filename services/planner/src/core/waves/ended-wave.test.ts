import { endedWaveOf } from './ended-wave.ts';
import { packSums } from './packed-sums.ts';

const sums = { outcomes: { Compliant: 8, Failed: 2 }, commands: { planned: 3, accepted: 2, throttled: 1 } };

describe("a wave's last word", () => {
  it('gives the sums of a wave that passed', () => {
    expect(endedWaveOf({ status: 'Passed', sums: packSums(sums) }, { planned: 10 })).toEqual({ status: 'Passed', ...sums, reason: '' });
  });

  it('says where a wave was halted', () => {
    expect(endedWaveOf({ status: 'Halted', sums: packSums(sums), detail: 'eu-west-1' }, { planned: 10 })).toEqual({ status: 'Halted', ...sums, reason: 'eu-west-1' });
  });

  it('was halted with its run where it was not halted by itself', () => {
    const halted = { planned: 10, haltReason: '9 errors' };

    expect(endedWaveOf({ status: 'Halted', sums: packSums(sums) }, halted)).toMatchObject({ reason: '9 errors' });
    expect(endedWaveOf({ status: 'Halted', sums: packSums(sums) }, { planned: 10 })).toMatchObject({ reason: '' });
    expect(endedWaveOf({ status: 'Skipped', why: 'RunHalted' }, halted)).toMatchObject({
      outcomes: { Skipped: 10 }, reason: 'The run was halted before its turn came: 9 errors',
    });
  });

  it('has no reason for an abort but the abort', () => {
    expect(endedWaveOf({ status: 'Aborted', sums: packSums(sums) }, { planned: 10 })).toMatchObject({ reason: '' });
  });

  it('counts every instance of a wave that never started as Skipped', () => {
    expect(endedWaveOf({ status: 'Skipped', why: 'ApprovalRejected', detail: 'bo: no' }, { planned: 10 })).toEqual({
      status: 'Skipped', outcomes: { Skipped: 10 }, commands: { planned: 0, accepted: 0, throttled: 0 },
      reason: 'The approval was refused: bo: no',
    });
  });

  it('counts nothing where there was nothing', () => {
    expect(endedWaveOf({ status: 'Skipped', why: 'NothingSelected' }, { planned: 0 })).toMatchObject({ outcomes: {}, reason: 'It selects no instance' });
  });
});
