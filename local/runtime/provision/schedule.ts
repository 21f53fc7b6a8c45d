import { CreateScheduleCommand, type CreateScheduleCommandInput, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';

import { makeOnce, type Maker } from './clients.ts';

export const makeSchedule: Maker = async ({ properties }, { scheduler }) => {
  const input = properties as unknown as CreateScheduleCommandInput;
  await makeOnce(
    () => scheduler.send(new CreateScheduleCommand(input)),
    ['ConflictException'],
    () => scheduler.send(new UpdateScheduleCommand(input)),
  );
};
