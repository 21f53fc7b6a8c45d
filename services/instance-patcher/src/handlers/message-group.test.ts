import { parseMessage } from '#shared/choreography/message.ts';
import { catalogue } from '#shared/events/catalogue.ts';

import { groupOf } from './message-group.ts';
import { aPatchingService, controlChanged, event, hint, identity, running, TARGET_KEY, verified } from '../testing/patching-in-test.ts';

const contracts = new Map(catalogue.map((contract) => [contract.detailType, contract]));
const { admission } = aPatchingService();

test.each([
  ['an alarm', { type: 'Due', key: TARGET_KEY, dueAt: 1 }, TARGET_KEY],
  ['an answer', verified(0, 0, 'C'), TARGET_KEY],
  ['the planner\'s word', controlChanged(running), `CTRL#${identity.runId}`],
  ['an admission', event('account-fanout', 'TargetsAdmitted', admission), `ADMIT#${identity.runId}#canary`],
  ['a hint', hint('Command', { 'command-id': 'command-0' }), 'CMD#command-0'],
  ['a hint about nothing', hint('Command', {}), 'CMD#none'],
  ['the tick', { type: 'Tick' }, 'tick'],
])('%s stands in the group of what it is about', (_case, body, group) => {
  expect(groupOf(parseMessage(JSON.stringify(body), contracts))).toBe(group);
});
