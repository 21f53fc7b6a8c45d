import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import * as organizations from '@aws-sdk/client-organizations';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';

import { readServiceSchemas, type ServiceSchemas } from './schema-codecs.ts';

/** How a service speaks. */
export type Protocol = 'json' | 'query' | 'ec2Query' | 'restJson';

export interface ServiceModel extends ServiceSchemas {
  protocol: Protocol;
  /** Only the XML protocols name their documents' namespace. */
  xmlNamespace: string;
}

type Definition = [clientModule: object, protocol: Protocol, xmlNamespace?: string];

// The keys are signing names, which is how a request says what it is for.
const DEFINITIONS: Record<string, Definition> = {
  sts: [sts, 'query', 'https://sts.amazonaws.com/doc/2011-06-15/'],
  ssm: [ssm, 'json'],
  ec2: [ec2, 'ec2Query', 'http://ec2.amazonaws.com/doc/2016-11-15/'],
  organizations: [organizations, 'json'],
  events: [eventbridge, 'json'],
  scheduler: [scheduler, 'restJson'],
  // JavaScript's SDK speaks JSON to CloudWatch, Python's and the AWS CLI CBOR, older ones the query protocol.
  monitoring: [cloudwatch, 'json', 'http://monitoring.amazonaws.com/doc/2010-08-01/'],
};

/** The model of a service by its signing name; undefined when this wire does not speak it. */
export function serviceModel(service: string): ServiceModel | undefined {
  const definition = DEFINITIONS[service];
  if (definition === undefined) return undefined;
  const [clientModule, protocol, xmlNamespace = ''] = definition;
  return { ...readServiceSchemas(clientModule), protocol, xmlNamespace };
}
