import {
  command,
  endings,
  firstHas,
  fleetInTest,
  install,
  invocations,
  minuteMs,
  patchStates,
  pingStatus,
  send,
  snapshotId,
} from '#test/local/fleet/fleet-in-test.ts';

const afterAllTimeouts = 3 * 60 * minuteMs;

describe('patching a healthy instance', () => {
  it('goes from Pending through InProgress and a silent reboot to Success', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const commandId = send(inTest, install([id]));
    const seen = [invocations(inTest, commandId)[0]!.StatusDetails];
    inTest.timers.advanceBy(minuteMs);
    seen.push(invocations(inTest, commandId)[0]!.StatusDetails);
    inTest.timers.advanceBy(14 * minuteMs);
    seen.push(invocations(inTest, commandId)[0]!.StatusDetails);
    expect(seen).toEqual(['Pending', 'InProgress', 'Success']);
  });

  it('tells the bus of each change once, and of the command at its end', () => {
    const inTest = fleetInTest();
    const [first, second] = inTest.instances.map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install([first!, second!]));
    inTest.timers.advanceBy(40 * minuteMs);
    expect(
      inTest.events.map(({ 'detail-type': type, detail }) => [type, detail['instance-id'] ?? '', detail['status']]),
    ).toEqual(
      expect.arrayContaining([
        ['EC2 Command Invocation Status-change Notification', first, 'InProgress'],
        ['EC2 Command Invocation Status-change Notification', second, 'InProgress'],
        ['EC2 Command Invocation Status-change Notification', first, 'Success'],
        ['EC2 Command Invocation Status-change Notification', second, 'Success'],
      ]),
    );
    expect(inTest.events).toHaveLength(5);
    expect(inTest.events[4]).toEqual({
      version: '0',
      id: inTest.events[4]!.id,
      'detail-type': 'EC2 Command Status-change Notification',
      source: 'aws.ssm',
      account: '111111111111',
      time: expect.stringMatching(/^2026-01-05T08:\d\d:\d\dZ$/) as string,
      region: 'us-east-1',
      resources: [],
      detail: {
        'command-id': commandId,
        'document-name': 'AWS-RunPatchBaseline',
        'expire-after': '2026-01-05T10:10:00.000Z',
        parameters: { Operation: ['Install'], RebootOption: ['RebootIfNeeded'], SnapshotId: [snapshotId] },
        'requested-date-time': '2026-01-05T08:00:00.000Z',
        status: 'Success',
      },
    });
  });

  it('leaves a patch state of this very operation', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const before = patchStates(inTest, [id])[0]!;
    send(inTest, install([id]));
    inTest.timers.advanceBy(20 * minuteMs);
    const after = patchStates(inTest, [id])[0]!;
    expect([before.SnapshotId, before.Operation, before.MissingCount! > 0]).toEqual([undefined, 'Scan', true]);
    expect(after).toEqual({
      ...before,
      SnapshotId: snapshotId,
      Operation: 'Install',
      RebootOption: 'RebootIfNeeded',
      InstalledCount: before.InstalledCount! + before.MissingCount!,
      MissingCount: 0,
      CriticalNonCompliantCount: 0,
      SecurityNonCompliantCount: 0,
      OtherNonCompliantCount: 0,
      OperationStartTime: after.OperationStartTime,
      OperationEndTime: after.OperationEndTime,
    });
    expect(after.OperationStartTime!.getTime()).toBeGreaterThan(Date.UTC(2026, 0, 5, 8));
  });

  it('takes 6 to 14 minutes on Linux and 15 to 35 on Windows', () => {
    const inTest = fleetInTest({ instances: 50 });
    const commandId = send(inTest, install(inTest.instances.map(({ instanceId }) => instanceId)));
    inTest.timers.advanceBy(60 * minuteMs);
    const minutes = { Linux: [] as number[], Windows: [] as number[] };
    for (const [index, { CommandPlugins }] of invocations(inTest, commandId).entries()) {
      const { ResponseStartDateTime: start, ResponseFinishDateTime: finish } = CommandPlugins![0]!;
      minutes[inTest.instances[index]!.os.type].push((finish!.getTime() - start!.getTime()) / minuteMs);
    }
    expect([Math.min(...minutes.Linux) >= 6, Math.max(...minutes.Linux) <= 14]).toEqual([true, true]);
    expect([Math.min(...minutes.Windows) >= 15, Math.max(...minutes.Windows) <= 35]).toEqual([true, true]);
  });

  it('leaves patches pending with NoReboot, until an Install that may reboot', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const pending = (): number => patchStates(inTest, [id])[0]!.InstalledPendingRebootCount!;
    const seen = [pending()];
    send(inTest, install([id], { Parameters: { Operation: ['Install'], RebootOption: ['NoReboot'] } }));
    inTest.timers.advanceBy(20 * minuteMs);
    seen.push(pending());
    send(inTest, install([id]));
    inTest.timers.advanceBy(20 * minuteMs);
    seen.push(pending());
    expect(seen).toEqual([0, expect.any(Number), 0]);
    expect(seen[1]).toBeGreaterThan(0);
  });

  it('only looks when asked to Scan', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const before = patchStates(inTest, [id])[0]!;
    send(inTest, install([id], { Parameters: { Operation: ['Scan'] } }));
    inTest.timers.advanceBy(10 * minuteMs);
    const after = patchStates(inTest, [id])[0]!;
    expect([after.MissingCount, after.InstalledCount]).toEqual([before.MissingCount, before.InstalledCount]);
    expect(after.OperationStartTime!.getTime()).toBeGreaterThan(before.OperationStartTime!.getTime());
  });

  it('refuses a second patch job on the same instance by exit 152, and the first goes on', () => {
    const inTest = fleetInTest();
    const id = inTest.instances[0]!.instanceId;
    const first = send(inTest, install([id]));
    inTest.timers.advanceBy(minuteMs);
    const second = send(inTest, install([id]));
    inTest.timers.advanceBy(20 * minuteMs);
    expect([endings(inTest, first), endings(inTest, second)]).toEqual([[['Success', 0]], [['Failed', 152]]]);
    expect(patchStates(inTest, [id])[0]!.MissingCount).toBe(0);
  });
});

describe('patching an instance in trouble', () => {
  it.each([
    ['dead-agent', ['DeliveryTimedOut', -1], 'ConnectionLost'],
    ['failing-patch', ['Failed', 1], 'Online'],
    ['disk-full', ['Failed', 155], 'Online'],
    ['slow-reboot', ['Success', 0], 'Online'],
    ['lost-after-reboot', ['DeliveryTimedOut', -1], 'ConnectionLost'],
    ['pending-reboot', ['Success', 0], 'Online'],
    ['transient-failure', ['Failed', 156], 'Online'],
    ['lying-agent', ['Success', 0], 'Online'],
    ['stuck-package-manager', ['ExecutionTimedOut', -1], 'Online'],
  ] as const)('with %s ends as %j and %s', (trouble, ending, ping) => {
    const inTest = fleetInTest({ options: firstHas(trouble) });
    const id = inTest.instances[0]!.instanceId;
    const commandId = send(inTest, install([id]));
    inTest.timers.advanceBy(afterAllTimeouts);
    expect([endings(inTest, commandId), pingStatus(inTest, id)]).toEqual([[ending], ping]);
  });

  it.each(['failing-patch', 'disk-full', 'lost-after-reboot', 'dead-agent'] as const)(
    'with %s leaves the green state of the night before',
    (trouble) => {
      const inTest = fleetInTest({ options: firstHas(trouble) });
      const id = inTest.instances[0]!.instanceId;
      const before = patchStates(inTest, [id]);
      send(inTest, install([id]));
      inTest.timers.advanceBy(afterAllTimeouts);
      expect(patchStates(inTest, [id])).toEqual(before);
      expect(before[0]!.MissingCount).toBe(0);
    },
  );

  it('says Success of a lying agent although patches are missing', () => {
    const inTest = fleetInTest({ options: firstHas('lying-agent') });
    const id = inTest.instances[0]!.instanceId;
    send(inTest, install([id]));
    inTest.timers.advanceBy(afterAllTimeouts);
    const { SnapshotId, MissingCount } = patchStates(inTest, [id])[0]!;
    expect([SnapshotId, MissingCount! > 0]).toEqual([snapshotId, true]);
  });

  it('lets the second attempt succeed after a transient failure', () => {
    const inTest = fleetInTest({ options: firstHas('transient-failure') });
    const id = inTest.instances[0]!.instanceId;
    send(inTest, install([id]));
    inTest.timers.advanceBy(5 * minuteMs);
    const second = send(inTest, install([id]));
    inTest.timers.advanceBy(20 * minuteMs);
    expect(endings(inTest, second)).toEqual([['Success', 0]]);
  });

  it('shows a rebooting instance Online for minutes, then ConnectionLost, then Online again', () => {
    const inTest = fleetInTest({ options: firstHas('slow-reboot') });
    const id = inTest.instances[0]!.instanceId;
    send(inTest, install([id]));
    const seen: (string | undefined)[] = [];
    for (let minute = 0; minute < 90; minute++) {
      const ping = pingStatus(inTest, id);
      if (seen.at(-1) !== ping) seen.push(ping);
      inTest.timers.advanceBy(minuteMs);
    }
    expect(seen).toEqual(['Online', 'ConnectionLost', 'Online']);
  });

  it('names the cause in the output of a failed plugin', () => {
    const inTest = fleetInTest({ options: firstHas('failing-patch') });
    const commandId = send(inTest, install([inTest.instances[0]!.instanceId]));
    inTest.timers.advanceBy(afterAllTimeouts);
    const output = invocations(inTest, commandId)[0]!.CommandPlugins![0]!.Output!;
    expect([
      output.includes('FailedCount                  : 1'),
      output.includes('exit status 1'),
      output.length < 2_500,
    ]).toEqual([true, true, true]);
  });
});

describe('a whole command', () => {
  it('lasts from the request to the delivery time-out plus two hours', () => {
    const inTest = fleetInTest({ options: firstHas('dead-agent') });
    const commandId = send(inTest, install([inTest.instances[0]!.instanceId, inTest.instances[1]!.instanceId]));
    const view = command(inTest, commandId);
    inTest.timers.advanceTo(view.ExpiresAfter!.getTime() - 1);
    const open = command(inTest, commandId).StatusDetails;
    inTest.timers.advanceBy(1);
    const { Status, StatusDetails, CompletedCount, ErrorCount, DeliveryTimedOutCount } = command(inTest, commandId);
    expect([view.ExpiresAfter!.getTime() - view.RequestedDateTime!.getTime(), open]).toEqual([7_800_000, 'InProgress']);
    expect([Status, StatusDetails, CompletedCount, ErrorCount, DeliveryTimedOutCount]).toEqual([
      'Failed',
      'Incomplete',
      2,
      0,
      1,
    ]);
  });

  it('is Delayed, not failed, while an agent does not answer', () => {
    const inTest = fleetInTest({ options: firstHas('dead-agent') });
    const commandId = send(inTest, install([inTest.instances[0]!.instanceId]));
    inTest.timers.advanceBy(minuteMs);
    expect(endings(inTest, commandId)).toEqual([['Delayed', -1]]);
  });

  it('stops after more errors than MaxErrors, whose default is none', () => {
    const inTest = fleetInTest({ options: { troubleOf: () => 'disk-full' } });
    const ids = inTest.instances.map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids, { MaxConcurrency: '1', MaxErrors: undefined }));
    inTest.timers.advanceBy(afterAllTimeouts);
    expect(endings(inTest, commandId)).toEqual([['Failed', 155], ...ids.slice(1).map(() => ['Terminated', -1])]);
    expect(command(inTest, commandId).Status).toBe('Failed');
  });

  it('never stops for agents that are dead: its breaker does not see them', () => {
    const inTest = fleetInTest({ options: { troubleOf: () => 'dead-agent' } });
    const ids = inTest.instances.map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids, { MaxErrors: '0', MaxConcurrency: '50%' }));
    inTest.timers.advanceBy(afterAllTimeouts);
    expect(endings(inTest, commandId)).toEqual(ids.map(() => ['DeliveryTimedOut', -1]));
    expect(command(inTest, commandId).StatusDetails).toBe('DeliveryTimedOut');
  });

  it('has never more in progress than MaxConcurrency', () => {
    const inTest = fleetInTest({ instances: 20 });
    const ids = inTest.instances.map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids, { MaxConcurrency: '25%', TimeoutSeconds: 36_000 }));
    let most = 0;
    for (let minute = 0; minute < 240; minute++) {
      inTest.timers.advanceBy(minuteMs);
      most = Math.max(most, endings(inTest, commandId).filter(([status]) => status === 'InProgress').length);
    }
    expect([most, command(inTest, commandId).Status]).toEqual([5, 'Success']);
  });

  it('does not run what MaxConcurrency held back beyond the delivery time-out', () => {
    const inTest = fleetInTest();
    const ids = inTest.instances.slice(0, 2).map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids, { MaxConcurrency: '1', TimeoutSeconds: 60 }));
    inTest.timers.advanceBy(afterAllTimeouts);
    expect(endings(inTest, commandId)).toEqual([
      ['Success', 0],
      ['DeliveryTimedOut', -1],
    ]);
  });

  it('is cancelled only where it has not started', () => {
    const inTest = fleetInTest();
    const ids = inTest.instances.slice(0, 3).map(({ instanceId }) => instanceId);
    const commandId = send(inTest, install(ids, { MaxConcurrency: '1' }));
    inTest.timers.advanceBy(minuteMs);
    inTest.ssm('CancelCommand', { CommandId: commandId });
    inTest.timers.advanceBy(afterAllTimeouts);
    expect(endings(inTest, commandId)).toEqual([
      ['Success', 0],
      ['Cancelled', -1],
      ['Cancelled', -1],
    ]);
    expect(command(inTest, commandId).Status).toBe('Cancelled');
  });
});
