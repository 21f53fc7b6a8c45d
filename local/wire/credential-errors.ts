import type { Recognition } from './identities.ts';
import { AwsError } from './service.ts';

type Refusal = Extract<Recognition, { refused: unknown }>['refused'];

const INVALID = 'The security token included in the request is invalid.';
const EXPIRED = 'The security token included in the request is expired';

// Each service has its own word for a key it does not accept; SDKs and scripts tell them apart by these words.
const INVALID_CODE: Record<string, [code: string, message: string]> = {
  ec2: ['AuthFailure', 'AWS was not able to validate the provided access credentials'],
  s3: ['InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.'],
  sts: ['InvalidClientTokenId', INVALID],
  sns: ['InvalidClientTokenId', INVALID],
  sqs: ['InvalidClientTokenId', INVALID],
  monitoring: ['InvalidClientTokenId', INVALID],
};

const EXPIRED_CODE: Record<string, [code: string, message: string]> = {
  ec2: ['RequestExpired', 'Request has expired.'],
  s3: ['ExpiredToken', 'The provided token has expired.'],
  sts: ['ExpiredToken', EXPIRED],
  sns: ['ExpiredToken', EXPIRED],
  sqs: ['ExpiredToken', EXPIRED],
  monitoring: ['ExpiredToken', EXPIRED],
};

/** The error by which the named service refuses an access key. */
export function credentialError(service: string, refusal: Refusal): AwsError {
  const [code, message] =
    refusal === 'expired'
      ? (EXPIRED_CODE[service] ?? ['ExpiredTokenException', EXPIRED])
      : (INVALID_CODE[service] ?? ['UnrecognizedClientException', INVALID]);
  return new AwsError(code, message);
}
