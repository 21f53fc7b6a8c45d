import { setTimeout as pause } from 'node:timers/promises';

import { createFunctionPools } from './function-pools.ts';
import { createHttpApi, type HttpApi } from './http-api/http-api.ts';
import { httpRoutes } from './http-api/routes.ts';
import { createInvoker, type Invoke } from './invoker.ts';
import { eventSource } from './poller/event-source.ts';
import { QueuePoller } from './poller/queue-poller.ts';
import { provision, unknownTypes } from './provision/provision.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { resolveStack, type ResolvedResource } from './template/resolve-stack.ts';

export interface Runtime {
  /** Makes the resources of the templates, then begins to poll. Safe on data that already has them. */
  start: () => Promise<void>;
  /** Invokes a function by its ARN, as the bus and the scheduler do for Lambda targets. */
  invoke: Invoke;
  /** Serves `/_api/...`; signed requests come with their caller. */
  httpApi: HttpApi;
  /** Full names by ARN. */
  functions: ReadonlyMap<string, { name: string }>;
  /** True while no message is in work and no function runs. */
  idle: () => boolean;
  /** Waits a little for the batches in work, then ends the workers, and with them what hangs. */
  stop: () => Promise<void>;
}

// Real time. Someone pressed Ctrl-C: a function with a timeout of two minutes must not keep them that long.
const STOP_GRACE_MS = 3_000;

/** The Lambda side of the local cloud: the packaged bundles, wired by the packaged templates. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const resources = options.stacks.flatMap((stack) => resolveStack(stack, options.place));
  for (const type of unknownTypes(resources)) {
    options.warn(`${type}: the local cloud does not know this type; resources of it do nothing here.`);
  }
  const pools = createFunctionPools(resources, options);
  const { clock, newId, onInvocation = () => undefined } = options;
  const invoke = createInvoker({ pools, clock, newId, onInvocation });
  const pollers = createPollers(resources, invoke, options);
  const routes = options.stacks.flatMap(({ name }) => httpRoutes(resources.filter((resource) => resource.stack === name)));
  return {
    start: async () => {
      await provision(resources, options.clients);
      if (options.functionsRun !== false) for (const poller of pollers) poller.start();
    },
    invoke,
    httpApi: createHttpApi({ routes, clock, newId, invoke }),
    functions: pools,
    idle: () => pollers.every((poller) => poller.idle()) && [...pools.values()].every(({ pool }) => pool.busy() === 0),
    stop: async () => {
      const drained = Promise.all(pollers.map((poller) => poller.stop()));
      await Promise.race([drained, pause(STOP_GRACE_MS, undefined, { ref: false })]);
      // Fails what still runs; its messages stay in their queues for the next start.
      await Promise.all([...pools.values()].map(({ pool }) => pool.stop()));
      await drained;
    },
  };
}

function createPollers(resources: readonly ResolvedResource[], invoke: Invoke, options: RuntimeOptions): QueuePoller[] {
  const { queues, clock, warn, environmentsPerFunction = 1 } = options;
  return resources
    .filter((resource) => resource.type === 'AWS::Lambda::EventSourceMapping')
    .map((resource) => {
      const source = eventSource(resource);
      // More batches in flight than environments would only wait, with their visibility timeouts running.
      const maxConcurrency = Math.min(source.maxConcurrency, environmentsPerFunction);
      return new QueuePoller({
        source: { ...source, maxConcurrency },
        queues,
        clock,
        invoke: (event) => invoke(source.functionArn, event),
        onFault: (error) => warn(`queue ${source.queueName}: ${error instanceof Error ? error.message : String(error)}`),
      });
    });
}
