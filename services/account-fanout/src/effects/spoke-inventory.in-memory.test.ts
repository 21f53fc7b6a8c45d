import { createInMemorySpokeInventory } from './spoke-inventory.in-memory.ts';
import { spokeInventorySuite, type SpokeWorld } from './spoke-inventory.suite.ts';

function answer(world: SpokeWorld, operation: string, input: unknown): unknown {
  if (world.error !== undefined) throw world.error;
  const start = Number((input as { NextToken?: string }).NextToken ?? 0);
  const end = start + world.pageSize;
  const page = <Row>(rows: readonly Row[]) => ({ rows: rows.slice(start, end), next: end < rows.length ? String(end) : undefined });
  if (operation === 'DescribeInstances') {
    const { rows, next } = page(world.instances);
    return { Reservations: rows.map((instance) => ({ Instances: [instance] })), NextToken: next };
  }
  const { rows, next } = page(world.registered);
  return { InstanceInformationList: rows, NextToken: next ?? '' };
}

spokeInventorySuite('in memory', (world) =>
  Promise.resolve(createInMemorySpokeInventory((...[, , operation, input]) => answer(world, operation, input))),
);
