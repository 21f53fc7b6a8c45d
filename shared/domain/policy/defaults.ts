/** What a policy or run input gets where it says nothing. Careful rather than fast. */
export const defaults = {
  operation: 'Install',
  rebootOption: 'RebootIfNeeded',
  /** How long SSM waits for an agent: 10 minutes; an agent that is silent longer than two heartbeats is dead. */
  deliveryTimeoutMinutes: 10,
  maxConcurrency: '10%',
  maxErrors: '1',
  maxConcurrentAccounts: 10,
  bakeMinutes: 0,
  priority: 0,
  quorum: 1,
  /** A day to answer. */
  expiresAfterMinutes: 24 * 60,
  /** A given approval holds for three days, as long as a patch snapshot's content does. */
  validForMinutes: 3 * 24 * 60,
  /** Three days, for the same reason: later waves need a new plan. */
  runTimeoutMinutes: 3 * 24 * 60,
  freezeReason: 'no reason given',
} as const;
