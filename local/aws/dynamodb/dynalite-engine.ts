import { rememberTables, type TableStore } from './remembered-tables.ts';

/**
 * The only place that reaches into dynalite: its validations, actions and store, without its HTTP server, which adds
 * nothing here and turns an error of the store into a crash of the process. Pinned exactly; dynamodb.test.ts fails
 * first when a release moves them.
 */
export interface DynamoEngine {
  /** Runs one operation. An error of DynamoDB's own comes back as a body with its status; any other rejects. */
  run: (operation: string, input: object) => Promise<{ status: number; body: unknown }>;
  close: () => Promise<void>;
}

interface DynaliteStore extends TableStore {
  db: { open: () => Promise<void>; close: () => Promise<void> };
  tableDb: TableStore['tableDb'] & { awsAccountId: string; awsRegion: string };
}

type Callback = (error: unknown, data?: unknown) => void;

interface EngineModules {
  database: { create: (options: object) => DynaliteStore };
  validations: {
    checkTypes: (data: object, types: object) => object;
    checkValidations: (...input: [data: object, types: object, custom: unknown, store: DynaliteStore]) => void;
  };
}

interface LoadedOperation {
  types: object;
  custom: unknown;
  action: (store: DynaliteStore, data: object, done: Callback) => void;
}

const DYNAMODB_OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
];

/** Opens the store, in memory or in `path`. A folder that another process holds rejects, naming LevelDB's reason. */
export async function openDynamoEngine(options: { path?: string | undefined; accountId: string; region: string }): Promise<DynamoEngine> {
  const { database, validations } = await loadModules();
  const operations = await loadOperations();
  const inMemoryOrPath = options.path === undefined ? {} : { path: options.path };
  const store = database.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...inMemoryOrPath });
  await openStore(store, options.path);
  store.tableDb.awsAccountId = options.accountId;
  store.tableDb.awsRegion = options.region;
  rememberTables(store);
  return {
    run: (name, input) => {
      const operation = operations.get(name);
      if (operation === undefined) {
        return Promise.resolve({ status: 400, body: { __type: 'com.amazon.coral.service#UnknownOperationException' } });
      }
      return new Promise((resolve, reject) => {
        const settle: Callback = (error, data) => {
          if (!isDynamoError(error)) {
            if (error) reject(error instanceof Error ? error : new Error('dynalite failed', { cause: error }));
            else resolve({ status: 200, body: data });
            return;
          }
          resolve({ status: error.statusCode, body: error.body });
        };
        try {
          const checked = validations.checkTypes(input, operation.types);
          validations.checkValidations(checked, operation.types, operation.custom, store);
          operation.action(store, checked, settle);
        } catch (error) {
          settle(error);
        }
      });
    },
    close: () => store.db.close(),
  };
}

function isDynamoError(error: unknown): error is { statusCode: number; body: unknown } {
  return typeof error === 'object' && error !== null && 'statusCode' in error;
}

async function openStore(store: DynaliteStore, path: string | undefined): Promise<void> {
  try {
    await store.db.open();
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    const reason = cause instanceof Error ? cause.message : String(error);
    throw new Error(`The DynamoDB tables in ${path ?? 'memory'} cannot be opened: ${reason}`, { cause: error });
  }
}

async function loadModules(): Promise<EngineModules> {
  const [database, validations] = await Promise.all([importDefault('db/index'), importDefault('validations/index')]);
  return { database: database as EngineModules['database'], validations: validations as EngineModules['validations'] };
}

async function loadOperations(): Promise<Map<string, LoadedOperation>> {
  const operations = new Map<string, LoadedOperation>();
  for (const name of DYNAMODB_OPERATIONS) {
    const file = name.charAt(0).toLowerCase() + name.slice(1);
    const [action, validation] = await Promise.all([importDefault(`actions/${file}`), importDefault(`validations/${file}`)]);
    const { types, custom } = validation as { types: object; custom: unknown };
    operations.set(name, { types, custom, action: action as LoadedOperation['action'] });
  }
  return operations;
}

async function importDefault(file: string): Promise<unknown> {
  const loaded = (await import(`dynalite/${file}.js`)) as { default?: unknown };
  return loaded.default ?? loaded;
}
