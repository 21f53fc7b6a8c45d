import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { tableSuites } from '../local/adapters/table-suites.ts';
import { asAdministrator } from './as-administrator.ts';
import { openDeployDoor, type DeployDoor } from './deploy-door.ts';
import { startMiniStack, type MiniStack } from './ministack.ts';

let emulator: MiniStack;
let door: DeployDoor;

beforeAll(async () => {
  emulator = await startMiniStack();
  door = await openDeployDoor(emulator, []);
}, 90_000);

afterAll(async () => {
  await door.close();
  await emulator.stop();
});

tableSuites('DynamoDB of MiniStack', () => new DynamoDBClient(asAdministrator(door.endpoint)));
