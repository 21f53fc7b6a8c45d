import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Powertools calls DynamoDB for us, in code that is bundled as ours is.
const ROOMS = ['services', 'shared', 'cli', 'node_modules/@aws-lambda-powertools/idempotency/lib/esm'];
const NOT_DEPLOYED = /\.(test|suite|fixture|in-memory)\.ts$|\/testing\/|\/\.(serverless|esbuild)\/|\.d\.ts$/;
const IMPORT = /import \{([^}]*)\} from ['"]@aws-sdk\/client-([\w-]+)['"]/g;
const OPERATION = /^(?:(\w+)Command|paginate(\w+))$/;

/** Where a client's name and the service's signing name differ. */
const SIGNING_NAMES: Record<string, string> = { cloudwatch: 'monitoring', eventbridge: 'events' };

/** Every operation that deployed code and the CLI can call, as `service:operation`, sorted. */
export function operationsNamed(root: string): string[] {
  return [...new Set(ROOMS.flatMap((room) => filesIn(join(root, room))).flatMap((file) => operationsIn(readFileSync(file, 'utf8'))))].sort();
}

export function operationsIn(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
    names.split(',').flatMap((name) => {
      const [, sent, paged] = OPERATION.exec(name.trim()) ?? [];
      const operation = sent ?? paged;
      return operation === undefined ? [] : [`${SIGNING_NAMES[client] ?? client}:${operation}`];
    }),
  );
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[tj]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !NOT_DEPLOYED.test(file));
}
