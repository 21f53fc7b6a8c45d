import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';

import { rememberObjects } from '#shared/aws/remembered-objects.ts';
import { createS3ObjectStore } from '#shared/aws/s3-object-store.ts';
import type { ObjectStore } from '#shared/choreography/object-store.ts';
import { objectStoreSuite } from '#shared/choreography/object-store.suite.ts';
import { startWireChild, type WireChild } from '#test/local/wire/wire-child.ts';

let wire: WireChild;
let s3: S3Client;
let buckets = 0;

beforeAll(async () => {
  wire = await startWireChild();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  s3 = new S3Client({ region: 'us-east-1', endpoint: wire.endpoint, credentials, forcePathStyle: true });
});
afterAll(async () => {
  s3.destroy();
  await wire.stop();
});

async function inNewBucket(): Promise<ObjectStore> {
  buckets += 1;
  const Bucket = `runs-${buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return createS3ObjectStore(s3, Bucket);
}

objectStoreSuite('S3 over the local cloud', inNewBucket);
objectStoreSuite('S3 over the local cloud, remembered', async () => rememberObjects(await inNewBucket()));
