import type { Backend } from './backend.ts';
import { createSchemaBackend } from './schema-backend.ts';
import type { LocalService } from './service.ts';
import { serviceModel } from './service-models.ts';

/** Puts services, by signing name, behind their SDK schemas. `onFault` defaults to a stack trace on stderr. */
export function createSchemaBackends(
  services: Record<string, LocalService>,
  onFault: (error: unknown) => void = reportFault,
): Record<string, Backend> {
  const backends: Record<string, Backend> = {};
  for (const [name, service] of Object.entries(services)) {
    const model = serviceModel(name);
    if (model === undefined) throw new Error(`No SDK schemas are known for the service "${name}"; add its client to service-models.ts.`);
    backends[name] = createSchemaBackend({ name, service, model, onFault });
  }
  return backends;
}

function reportFault(error: unknown): void {
  process.stderr.write(`local cloud: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
