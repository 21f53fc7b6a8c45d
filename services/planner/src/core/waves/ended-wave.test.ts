import { endedWaveOf } from './ended-wave.ts';
import { packSums } from './packed-sums.ts';

const sums = { outcomes: { Compliant: 8, Failed: 2 }, commands: { planned: 3, accepted: 2, throttled: 1 } };

describe("a wave's last word", () => {
  it('gives the sums of a wave that passed', () => {
    expect(endedWaveOf({ status: 'Passed', sums: packSums(sums) }, 10)).toEqual({ status: 'Passed', ...sums, reason: '' });
  });

  it('says where a wave was halted', () => {
    expect(endedWaveOf({ status: 'Halted', sums: packSums(sums), detail: 'eu-west-1' }, 10)).toEqual({ status: 'Halted', ...sums, reason: 'eu-west-1' });
  });

  it('has no reason for an abort but the abort', () => {
    expect(endedWaveOf({ status: 'Aborted', sums: packSums(sums) }, 10)).toMatchObject({ reason: '' });
  });

  it('counts every instance of a wave that never started as Skipped', () => {
    expect(endedWaveOf({ status: 'Skipped', why: 'ApprovalRejected', detail: 'bo: no' }, 10)).toEqual({
      status: 'Skipped', outcomes: { Skipped: 10 }, commands: { planned: 0, accepted: 0, throttled: 0 },
      reason: 'The approval was refused: bo: no',
    });
  });

  it('counts nothing where there was nothing', () => {
    expect(endedWaveOf({ status: 'Skipped', why: 'NothingSelected' }, 0)).toMatchObject({ outcomes: {}, reason: 'It selects no instance' });
  });
});
