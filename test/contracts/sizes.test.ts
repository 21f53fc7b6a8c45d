import { catalogue } from '#shared/events/catalogue.ts';
import { jsonSchemaOf } from './asyncapi-document.ts';
import { largestValue, sizeOf } from './largest-value.ts';

/** design: an event is at most 16 KB; what is longer lies in S3 and is named by key and hash. */
const EVENT_BYTES_MAX = 16 * 1024;

/** The bounds per event that the capacity figures of docs/architecture.md stand on. */
const tighter: Record<string, number> = {
  DiscoveryRequested: 2 * 1024,
  TargetsDiscovered: 8 * 1024,
  TargetsAdmitted: 8 * 1024,
  CommandReported: 2 * 1024,
  InstancesVerified: 2 * 1024,
  TargetProgressed: 2 * 1024,
  TargetCompleted: 2 * 1024,
};

const bounded = catalogue.filter(({ name }) => name !== 'RunRequested');

it.each(bounded.map((contract) => [contract.name, contract] as const))('%s stays within its bound at maximum cardinality', (name, contract) => {
  const largest = largestValue(jsonSchemaOf(contract));
  contract.parse(largest);
  expect(sizeOf(largest)).toBeLessThanOrEqual(tighter[name] ?? EVENT_BYTES_MAX);
});
