/** What is known of the running call: when it ends at the latest, so that a call that died does not block for ever. */
export interface RunningCall {
  getRemainingTimeInMillis(): number;
}

type OnceResult<Result> = { status: 'done'; result: Result } | { status: 'inProgress' };

/**
 * For the edges where people and other systems call: work that is done once per business identity, and answers each
 * repeat with its first answer. Never for a queue: there the conditional transition alone decides.
 */
export type Once = <Result>(
  identity: Record<string, string>,
  call: RunningCall,
  work: () => Promise<Result>,
) => Promise<OnceResult<Result>>;
