import { attentionKinds } from '../events/attention-needed.ts';
import { sendingHeldReasons } from '../events/sending-held.ts';
import { attentionNext, attentionTitle } from './attention.ts';

describe('what calls for a person', () => {
  it.each(attentionKinds)('has a title and a next step: %s', (kind) => {
    expect([attentionTitle({ kind }), attentionNext({ kind })].every((words) => words.length > 9)).toBe(true);
  });

  it.each(sendingHeldReasons)('has a next step of its own where nothing is sent: %s', (reason) => {
    expect(attentionNext({ kind: 'SendingHeldLong', reason })).not.toBe(attentionNext({ kind: 'SendingHeldLong' }));
  });

  it('has the next step of its kind where the reason has none', () => {
    expect(attentionNext({ kind: 'TargetHeldLong', reason: 'SomethingNew' })).toBe(attentionNext({ kind: 'TargetHeldLong' }));
  });

  it('has a next step that fits an event', () => {
    const longest = Math.max(...attentionKinds.flatMap((kind) => sendingHeldReasons.map((reason) => attentionNext({ kind, reason }).length)));
    expect(longest).toBeLessThanOrEqual(300);
  });
});
