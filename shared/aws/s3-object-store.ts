import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, PutObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';

import type { ObjectStore } from '../choreography/object-store.ts';

const PRECONDITION_FAILED = 412;
/** Two conditional writes at once: S3 answers the later one so and asks to try again. */
const CONFLICT = 409;

export function createS3ObjectStore(client: S3Client, bucket: string): ObjectStore {
  return {
    async putOnce(key, value) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket, Key: key, Body: JSON.stringify(value), ContentType: 'application/json', IfNoneMatch: '*',
          }),
        );
        return 'written';
      } catch (error) {
        if (!(error instanceof S3ServiceException)) throw error;
        const status = error.$metadata.httpStatusCode;
        if (status === PRECONDITION_FAILED) return 'exists';
        if (status === CONFLICT) return this.putOnce(key, value);
        throw error;
      }
    },

    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return JSON.parse((await Body?.transformToString()) ?? 'null') as unknown;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async list(prefix) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
      }
      return keys.sort();
    },

    async publish(key, body, contentType) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
    },
  };
}
