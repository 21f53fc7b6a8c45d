import { World } from '#test/world/world.ts';
import { aPolicySource, RUN_ID } from '#test/world/a-policy.ts';
import { outcomesByInstance, deservedOf } from '#test/world/compare.ts';

describe('one run in a calm world', () => {
  it('ends with what each instance deserves, row by row, and asks SSM once per command', async () => {
    const world = new World();
    await world.request(aPolicySource(), RUN_ID);

    const run = await world.runToEnd(RUN_ID);

    expect(run).toMatchObject({ status: 'Completed', planned: 24 });
    expect(outcomesByInstance(world)).toEqual(deservedOf(world));
    expect([...world.fleet.door.accepted.values()].every((times) => times === 1)).toBe(true);
    expect(Object.values(world.queues).flatMap(({ dead }) => dead)).toEqual([]);
  });
});
