import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { tableSuites } from '../local/adapters/table-suites.ts';
import { asAdministrator } from './as-administrator.ts';
import { emptyMiniStack } from './empty-ministack.ts';

const endpoint = emptyMiniStack();

tableSuites('DynamoDB of MiniStack', () => new DynamoDBClient(asAdministrator(endpoint())));
