import type { RunSource } from '#shared/domain/policy/read-run-definition.ts';
import { RUN_ID } from '#test/world/a-policy.ts';
import type { World } from '#test/world/world.ts';
import { carryOut, SECOND_RUN_ID } from './incidents.ts';
import type { Incident, Night } from './night.ts';
import type { Oracle } from './oracle.ts';
import { Approver, Asker } from './people.ts';
import { policyUnder } from './rules.ts';

const MINUTE_MS = 60_000;
const RESUMED_AGAIN_MINUTES = 30;

/** What people and troubles do as the night goes on. Asked at every step of time; true once all runs have ended. */
export class Course {
  private readonly world: World;
  private readonly oracle: Oracle;
  private readonly night: Night;
  private readonly approver: Approver;
  private readonly asker: Asker;
  private readonly policy: RunSource;
  private readonly secondPolicy: RunSource;
  private readonly left: Incident[];
  private readonly beginsAt: number;
  private readonly secondRunAt: number;
  private calm = false;
  private resumeAtMinutes = 0;

  constructor({ world, oracle, night }: { world: World; oracle: Oracle; night: Night }) {
    this.world = world;
    this.oracle = oracle;
    this.night = night;
    this.approver = new Approver({ world, oracle, habits: { ...night.approval, quorum: night.rules.quorum } });
    this.asker = new Asker(world);
    this.policy = policyUnder(night.rules);
    this.secondPolicy = policyUnder(night.rules, 'another-policy');
    this.left = [...night.incidents];
    this.beginsAt = world.timers.now();
    this.secondRunAt = night.incidents.find(({ kind }) => kind === 'secondRun')?.atMinutes ?? Infinity;
  }

  goOn(): boolean {
    const minutes = (this.world.timers.now() - this.beginsAt) / MINUTE_MS;
    const due = this.left.filter(({ atMinutes }) => atMinutes <= minutes).length;
    for (const incident of this.left.splice(0, due)) carryOut(this.world, incident);
    if (minutes >= this.night.calmAtMinutes) {
      this.settleDown();
      this.letGo(minutes);
    }
    this.oracle.onGuards({ isFrozen: this.world.calendar.closed, isRaised: this.world.alarm.raised }, this.world.timers.now());
    this.ask(minutes);
    for (const id of this.runIds()) this.approver.look(this.world.run(id));
    return this.runIds().every((id) => this.world.hasEnded(id));
  }

  private ask(minutes: number): void {
    this.asker.ask(RUN_ID, this.policy);
    if (minutes >= this.secondRunAt) this.asker.ask(SECOND_RUN_ID, this.secondPolicy);
  }

  private runIds(): string[] {
    return this.secondRunAt === Infinity ? [RUN_ID] : [RUN_ID, SECOND_RUN_ID];
  }

  /** Whoever paused lets go, again if a late pause came after it: with nobody to resume it, a run waits for its end. */
  private letGo(minutes: number): void {
    if (minutes < this.resumeAtMinutes) return;
    this.resumeAtMinutes = minutes + RESUMED_AGAIN_MINUTES;
    if (this.world.run(RUN_ID)?.control?.state === 'Paused') void this.world.control(RUN_ID, 'resume');
  }

  /** Faults off. */
  private settleDown(): void {
    if (this.calm) return;
    this.calm = true;
    this.world.chance.calm();
    this.world.door.down.clear();
    this.world.door.whenAssumed.splice(0);
    this.world.calendar.edit('OPEN');
    this.world.turnAlarm('OK');
    void this.world.control(RUN_ID, 'resume');
    this.resumeAtMinutes = this.night.calmAtMinutes + RESUMED_AGAIN_MINUTES;
  }
}
