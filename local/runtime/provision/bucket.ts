import { CreateBucketCommand } from '@aws-sdk/client-s3';

import { makeOnce, type Maker } from './clients.ts';

export const makeBucket: Maker = async ({ logicalId, names }, { s3 }) => {
  // The deploy tool's own bucket for zips: nothing is uploaded here.
  if (logicalId === 'ServerlessDeploymentBucket') return;
  await makeOnce(() => s3.send(new CreateBucketCommand({ Bucket: names.ref })), ['BucketAlreadyOwnedByYou', 'BucketAlreadyExists']);
};
