import type { Place, Stack, TemplateResource } from './stack.ts';

/** What `Ref` and `Fn::GetAtt` answer for one resource. */
export interface PhysicalNames {
  ref: string;
  attributes: Record<string, string>;
}

interface Naming {
  place: Place;
  stack: Stack;
  logicalId: string;
  /** The property of that name, resolved; else a name made of stack and logical id, as CloudFormation does it. */
  named: (property: string) => string;
}

type NamesOfType = (naming: Naming) => PhysicalNames;

function arn(place: Place, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;
}

const namesByType: Record<string, NamesOfType> = {
  'AWS::SQS::Queue': ({ place, named }) => {
    const name = named('QueueName');
    const url = `${place.endpoint}/${place.accountId}/${name}`;
    return { ref: url, attributes: { Arn: arn(place, 'sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::DynamoDB::Table': ({ place, named }) => {
    const name = named('TableName');
    return { ref: name, attributes: { Arn: arn(place, 'dynamodb', `table/${name}`) } };
  },
  'AWS::DynamoDB::GlobalTable': ({ place, named }) => {
    const name = named('TableName');
    return { ref: name, attributes: { Arn: arn(place, 'dynamodb', `table/${name}`) } };
  },
  'AWS::S3::Bucket': ({ named }) => {
    const name = named('BucketName').toLowerCase();
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
  },
  'AWS::Events::EventBus': ({ place, named }) => {
    const name = named('Name');
    return { ref: name, attributes: { Arn: arn(place, 'events', `event-bus/${name}`), Name: name } };
  },
  'AWS::Events::Rule': ({ place, named }) => {
    const name = named('Name');
    return { ref: name, attributes: { Arn: arn(place, 'events', `rule/${named('EventBusName')}/${name}`) } };
  },
  'AWS::Scheduler::Schedule': ({ place, named }) => {
    const name = named('Name');
    return { ref: name, attributes: { Arn: arn(place, 'scheduler', `schedule/default/${name}`) } };
  },
  'AWS::IAM::Role': ({ place, named }) => {
    const name = named('RoleName');
    return { ref: name, attributes: { Arn: `arn:aws:iam::${place.accountId}:role/${name}` } };
  },
  'AWS::Lambda::Function': ({ place, named }) => {
    const name = named('FunctionName');
    return { ref: name, attributes: { Arn: arn(place, 'lambda', `function:${name}`) } };
  },
  'AWS::Logs::LogGroup': ({ place, named }) => {
    const name = named('LogGroupName');
    return { ref: name, attributes: { Arn: arn(place, 'logs', `log-group:${name}:*`) } };
  },
  'AWS::SNS::Topic': ({ place, named }) => {
    const topicArn = arn(place, 'sns', named('TopicName'));
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: named('TopicName') } };
  },
  'AWS::EC2::SecurityGroup': ({ stack, logicalId }) => {
    const id = `sg-${stack.name}-${logicalId}`;
    return { ref: id, attributes: { GroupId: id } };
  },
  'AWS::ApiGatewayV2::Api': ({ place, stack }) => ({
    ref: stack.name,
    attributes: { ApiEndpoint: `${place.endpoint}/_api/${stack.name}`, ApiId: stack.name },
  }),
};

/** The names of a resource in the local cloud. A type it does not know gets made-up ones, so that others can refer to it. */
export function physicalNames(resource: TemplateResource, naming: Naming): PhysicalNames {
  const names = namesByType[resource.type];
  if (names !== undefined) return names(naming);
  const made = `${naming.stack.name}-${naming.logicalId}`;
  return { ref: made, attributes: { Arn: `arn:aws:local:${naming.place.region}:${naming.place.accountId}:${made}` } };
}
