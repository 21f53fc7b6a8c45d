import { waveApproved } from '#shared/events/wave-approved.ts';
import { KnownBodies } from './known-bodies.ts';

const contracts = new Map([[waveApproved.detailType, { ...waveApproved, parse: (detail: unknown) => ({ ...(detail as { metadata: never; data: unknown }) }) }]]);
const body = JSON.stringify({ source: 'patchwave.approval', 'detail-type': waveApproved.detailType, detail: { metadata: {}, data: { wave: 'canary' } } });

describe('bodies that come again and again', () => {
  it('are read once, and what was read cannot be changed', () => {
    const bodies = new KnownBodies();
    const message = bodies.read(body, contracts);
    expect(bodies.read(body, contracts)).toBe(message);
    expect(message).toMatchObject({ kind: 'event', detail: { data: { wave: 'canary' } } });
    expect(Object.isFrozen(message)).toBe(true);
  });

  it('stay poison to a queue that does not take them', () => {
    const bodies = new KnownBodies();
    bodies.read(body, contracts);
    expect(() => bodies.read(body, new Map())).toThrow('not one that this queue takes');
  });
});
