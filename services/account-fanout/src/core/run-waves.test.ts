import { noteRunWord } from './run-waves.ts';

const running = { seq: 1, state: 'Running', haltedWaves: [] } as const;
const word = (changes = {}) => ({ runId: 'r', control: { ...running, haltedWaves: [] }, ...changes });
const known = { runId: 'r', waves: ['w1'], control: { ...running, haltedWaves: [] } };

describe("a run's waves", () => {
  it('are noted as they start', () => {
    expect(noteRunWord(undefined, word({ wave: 'w1' }))?.state).toEqual(known);
    expect(noteRunWord(known, word({ wave: 'w2' }))?.state).toEqual({ ...known, waves: ['w1', 'w2'] });
  });

  it('are noted once', () => {
    expect(noteRunWord(known, word({ wave: 'w1' }))).toBeUndefined();
  });

  it('get a newer word, and not an older one', () => {
    const paused = { seq: 2, state: 'Paused' as const, haltedWaves: [] };
    const noted = noteRunWord(known, { runId: 'r', control: paused })?.state;
    expect(noted).toEqual({ ...known, control: paused });
    expect(noteRunWord(noted, word({ wave: 'w2' }))?.state).toEqual({ ...known, waves: ['w1', 'w2'], control: paused });
    expect(noteRunWord(noted, word())).toBeUndefined();
  });
});
