// npm run package [-- --stage dev] [-- --param=...]: leaves each service's template and zips under its .serverless/.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { packageServices } from './runtime/packaging/package-services.ts';

const STAGES = ['dev', 'staging', 'prod'];

const { values } = parseArgs({
  options: { stage: { type: 'string', default: 'dev' }, region: { type: 'string' }, param: { type: 'string', multiple: true, default: [] } },
});
if (!STAGES.includes(values.stage)) {
  process.stderr.write(`--stage: found "${values.stage}", expected one of ${STAGES.join(', ')}.\n`);
  process.exit(2);
}
const options = values.param.map((param) => `--param=${param}`);
if (values.region !== undefined) options.push('--region', values.region);

try {
  await packageServices({
    root: resolve(import.meta.dirname, '..'),
    stage: values.stage,
    options,
    progress: (line) => process.stderr.write(`package: ${line}\n`),
  });
} catch (error) {
  process.stderr.write(`package: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
