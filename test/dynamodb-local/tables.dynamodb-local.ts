import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { tableSuites } from '../local/adapters/table-suites.ts';

/** Amazon's DynamoDB Local, which you have started. Its licence asks for an AWS account, so it is neither shipped nor installed here. */
function endpointOfDynamoDbLocal(): string {
  const endpoint = process.env['DYNAMODB_LOCAL_ENDPOINT'];
  if (endpoint !== undefined && endpoint !== '') return endpoint;
  throw new Error(
    'DYNAMODB_LOCAL_ENDPOINT: found nothing, expected the address of your DynamoDB Local. ' +
      'Start it (java -jar DynamoDBLocal.jar -inMemory), then DYNAMODB_LOCAL_ENDPOINT=http://127.0.0.1:8000 npm run test:dynamodb-local',
  );
}

tableSuites('DynamoDB Local', () => new DynamoDBClient({ endpoint: endpointOfDynamoDbLocal(), region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }));
