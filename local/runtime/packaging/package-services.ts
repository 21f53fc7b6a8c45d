import { packageService } from './package-service.ts';
import { inPackagingTurn } from './packaging-turn.ts';

/** In the order of their dependencies, which is also a good order to read them in. */
export const SERVICES = [
  'platform',
  'planner',
  'approval',
  'account-fanout',
  'instance-patcher',
  'compliance-checker',
  'reporter',
] as const;

export interface PackageAll {
  /** Absolute path of the repository. */
  root: string;
  stage: string;
  options?: readonly string[];
  services?: readonly string[];
  /** One line for people as each service is done; meant for stderr. */
  progress: (line: string) => void;
}

// Each packager takes one core and about 200 MiB; more at once would only wait for one another.
const AT_ONCE = 2;

/**
 * Packages all services, two at a time, each only if its sources changed. After a failure no other is begun, and it
 * rejects once the one beside it is done: a packager left running would write into the folder of the next attempt.
 */
export function packageServices(all: PackageAll): Promise<void> {
  return inPackagingTurn(all.root, () => packageInTurn(all));
}

async function packageInTurn({ root, stage, options = [], services = SERVICES, progress }: PackageAll): Promise<void> {
  const startedMs = performance.now();
  const waiting = [...services];
  let packaged = 0;
  async function work(): Promise<void> {
    for (let service = waiting.shift(); service !== undefined; service = waiting.shift()) {
      const result = await packageService({ root, service, stage, options }).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
      if (result === 'unchanged') continue;
      packaged += 1;
      progress(`packaged ${service}`);
    }
  }
  const failed = (await Promise.allSettled(Array.from({ length: AT_ONCE }, work))).find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  progress(`${packaged} of ${services.length} services packaged for stage ${stage} in ${seconds} s, the others had not changed`);
}
