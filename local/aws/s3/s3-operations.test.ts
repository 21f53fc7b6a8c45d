import { readS3Call } from './s3-operations.ts';

function operation(method: string, url: string): string {
  return readS3Call({ method, url, headers: {}, body: Buffer.alloc(0) }).operation;
}

describe('an S3 request', () => {
  it.each([
    ['GET', '/', 'ListBuckets'],
    ['PUT', '/b', 'CreateBucket'],
    ['GET', '/b?list-type=2&prefix=a%2F', 'ListObjectsV2'],
    ['PUT', '/b/a/k?x-id=PutObject', 'PutObject'],
    ['HEAD', '/b/k', 'HeadObject'],
    ['POST', '/b?delete', 'DeleteObjects'],
    ['POST', '/b/k?uploads', 'CreateMultipartUpload'],
    ['PUT', '/b/k?partNumber=1&uploadId=u', 'UploadPart'],
    ['GET', '/b/k?X-Amz-Signature=abc&response-content-type=text%2Fhtml', 'GetObject'],
  ])('%s %s is %s', (method, url, expected) => {
    expect(operation(method, url)).toBe(expected);
  });

  // Each of these would overwrite or delete the object itself, or list it as if it were something else.
  it.each([
    ['PUT', '/b/k?tagging'],
    ['DELETE', '/b/k?tagging'],
    ['PUT', '/b/k?acl'],
    ['PUT', '/b/k?retention'],
    ['PUT', '/b/k?legal-hold'],
    ['PUT', '/b?policy'],
    ['GET', '/b?uploads'],
    ['GET', '/b?versioning'],
    ['PUT', '/b/k?never-heard-of'],
  ])('%s %s is not implemented', (method, url) => {
    expect(operation(method, url)).toMatch(/^NotImplemented:/);
  });
});
