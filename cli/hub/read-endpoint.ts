import { badInput } from '../exit-codes.ts';
import { LOCAL_ENDPOINT } from './connections.ts';

/** The endpoint of a local cloud, without a slash at its end. */
export function readEndpoint(endpoint = LOCAL_ENDPOINT): string {
  if (!/^https?:\/\/[^/]+\/?$/.test(endpoint) || !URL.canParse(endpoint)) {
    throw badInput(`--endpoint: found "${endpoint}", expected the URL of a local cloud such as ${LOCAL_ENDPOINT}.`);
  }
  return endpoint.replace(/\/$/, '');
}
