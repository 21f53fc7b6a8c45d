import { openDeployDoor, type DeployDoor } from './deploy-door.ts';
import { startMiniStack, type MiniStack } from './ministack.ts';

/** A MiniStack with nothing in it for the tests of a file. Gives its endpoint, which is known once they run. */
export function emptyMiniStack(): () => string {
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
  return () => door.endpoint;
}
