import { pathOf, queryOf, type WireRequest } from '#local/wire/wire-message.ts';

/** What an S3 request asks for, as far as this cloud can answer it. */
export interface S3Call {
  /** `NotImplemented:<parameter>` when a sub-resource is asked for that is not simulated. */
  operation: string;
  bucket: string;
  /** Percent-encoded as sent; empty for the bucket itself. */
  key: string;
}

// Anything else, such as `?tagging` or `?acl`, names a sub-resource. fauxqs would take it for the object itself and
// overwrite its body, so what is not known is refused rather than passed on.
const PARAMETERS = new Set([
  ...['list-type', 'prefix', 'delimiter', 'max-keys', 'marker', 'continuation-token', 'start-after', 'encoding-type'],
  ...['fetch-owner', 'uploadId', 'partNumber', 'attributes', 'renameObject', 'x-id', 'lifecycle'],
  ...['AWSAccessKeyId', 'Signature', 'Expires'],
  ...['response-content-type', 'response-content-disposition', 'response-cache-control', 'response-content-encoding'],
]);

const BY_SUB_RESOURCE: [parameter: string, operations: Record<string, string>][] = [
  ['uploads', { POST: 'CreateMultipartUpload' }],
  ['uploadId', { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }],
  ['delete', { POST: 'DeleteObjects' }],
  ['attributes', { GET: 'GetObjectAttributes' }],
  ['renameObject', { PUT: 'RenameObject' }],
  [
    'lifecycle',
    {
      GET: 'GetBucketLifecycleConfiguration',
      PUT: 'PutBucketLifecycleConfiguration',
      DELETE: 'DeleteBucketLifecycle',
    },
  ],
];
const PLAIN = {
  service: { GET: 'ListBuckets' },
  bucket: { GET: 'ListObjectsV2', HEAD: 'HeadBucket', PUT: 'CreateBucket', DELETE: 'DeleteBucket' },
  object: { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject', DELETE: 'DeleteObject' },
} as const;

export function readS3Call(request: WireRequest): S3Call {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(pathOf(request)) ?? [];
  return { operation: operationOf(request, bucket, key), bucket, key };
}

function operationOf(request: WireRequest, bucket: string, key: string): string {
  const query = queryOf(request);
  const subResource = BY_SUB_RESOURCE.find(([parameter]) => query.has(parameter));
  if (subResource !== undefined) {
    const [parameter, operations] = subResource;
    return operations[request.method] ?? `NotImplemented:${parameter}`;
  }
  const unknown = [...query.keys()].find((parameter) => !PARAMETERS.has(parameter) && !/^x-amz-/i.test(parameter));
  if (unknown !== undefined) return `NotImplemented:${unknown}`;
  return plainOperations(bucket, key)[request.method] ?? `NotImplemented:${request.method}`;
}

function plainOperations(bucket: string, key: string): Record<string, string> {
  if (key !== '') return PLAIN.object;
  return bucket === '' ? PLAIN.service : PLAIN.bucket;
}
