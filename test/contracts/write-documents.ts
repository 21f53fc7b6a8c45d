import { mkdirSync, writeFileSync } from 'node:fs';

import { catalogue } from '#shared/events/catalogue.ts';
import { asyncApiDocument, jsonSchemaOf } from './asyncapi-document.ts';

// `npm run contracts`: writes the documents that docs/contracts holds; a test compares them with the contracts.
mkdirSync('docs/contracts/schemas', { recursive: true });
writeFileSync('docs/contracts/asyncapi.json', `${JSON.stringify(asyncApiDocument(), null, 2)}\n`);
for (const contract of catalogue) {
  writeFileSync(`docs/contracts/schemas/${contract.detailType}.json`, `${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`);
}
