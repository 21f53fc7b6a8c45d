import { packageServices } from '#local/runtime/packaging/package-services.ts';
import { packagedFunctions } from '../../bench/packaging/packaged-functions.ts';

const KB = 1000;
// The same gates as in bench/packaging/packaging-measurements.ts; here they stop a change that brings a library along.
const RAW_KB = 560;
const COMPRESSED_KB = 160;

it('no bundle is larger than its gates, unpacked or zipped', async () => {
  await packageServices({ root: process.cwd(), stage: 'dev', progress: () => undefined });
  const functions = packagedFunctions(process.cwd());
  const tooLarge = functions.filter(({ rawBytes, zipBytes }) => rawBytes > RAW_KB * KB || zipBytes > COMPRESSED_KB * KB);
  process.stderr.write(`bundles: ${functions.length} functions, ${functions.length - tooLarge.length} within ${RAW_KB} KB raw and ${COMPRESSED_KB} KB zipped\n`);
  expect({ tooLarge: tooLarge.map(({ name, rawBytes, zipBytes }) => ({ name, rawBytes, zipBytes })), enough: functions.length >= 10 }).toEqual({ tooLarge: [], enough: true });
}, 180_000);
