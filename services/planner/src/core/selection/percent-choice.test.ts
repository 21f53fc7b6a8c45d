import { chooseByPercent } from './percent-choice.ts';

const fleet = Array.from({ length: 10 }, (_, index) => ({ id: `i-${String(index)}`, waves: 1 }));
const canary = [{ name: 'canary', percent: 20 }];

function chosen(policyName: string, wave = canary): string[] {
  const takes = chooseByPercent(policyName, wave, fleet);
  return fleet.filter(({ id }) => takes(0, id)).map(({ id }) => id);
}

/** As `sha256sum` ranks them: i-5 before i-3 before all others. */
describe('the choice of a percentage', () => {
  it('is the same each month, and another one for another policy or wave', () => {
    expect(chosen('web')).toEqual(['i-3', 'i-5']);
    expect(chosen('db')).not.toEqual(chosen('web'));
    expect(chosen('web', [{ name: 'pilot', percent: 20 }])).not.toEqual(chosen('web'));
  });

  it('takes nobody where the wave means nobody', () => {
    expect(chooseByPercent('web', [{ name: 'other', percent: 50 }, ...canary], [])(0, 'i-0')).toBe(false);
  });
});
