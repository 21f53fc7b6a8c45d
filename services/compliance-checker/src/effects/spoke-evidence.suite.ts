import type { EvidenceQuery, SpokeEvidence } from './spoke-evidence.ts';

/** A spoke with one command whose instances ended in different ways, and the port that looks at it. */
interface EvidenceSetting {
  evidence: SpokeEvidence;
  query: EvidenceQuery;
  sentAt: number;
  /** Ids of the query by how their invocation ended. */
  succeeded: string;
  neverDelivered: string;
  /** A query that the spoke must refuse. */
  refused: EvidenceQuery;
}

/** What every adapter of SpokeEvidence must do; run for the twin and, over the wire, for the real one. */
export function spokeEvidenceSuite(implementation: string, make: () => EvidenceSetting | Promise<EvidenceSetting>): void {
  describe(`port SpokeEvidence / ${implementation}`, () => {
    it('tells how each invocation ended', async () => {
      const { evidence, query, succeeded, neverDelivered } = await make();
      const result = await evidence.read(query);
      const ends = result.ok ? new Map(result.value.invocations.map((one) => [one.instanceId, one.statusDetails])) : new Map();
      expect([ends.get(succeeded), ends.get(neverDelivered)]).toEqual(['Success', 'DeliveryTimedOut']);
    });

    it('gives the start and the exit code of what ran, and neither of what never did', async () => {
      const { evidence, query, succeeded, neverDelivered, sentAt } = await make();
      const result = await evidence.read(query);
      const invocations = result.ok ? result.value.invocations : [];
      const ran = invocations.find(({ instanceId }) => instanceId === succeeded);
      const idle = invocations.find(({ instanceId }) => instanceId === neverDelivered);
      expect(ran?.exitCode).toBe(0);
      expect(ran?.startedAt).toBeGreaterThanOrEqual(sentAt);
      expect(idle).toEqual({ instanceId: neverDelivered, statusDetails: 'DeliveryTimedOut' });
    });

    it('reads patch states only of who reported, and agents only of who did not', async () => {
      const { evidence, query, succeeded, neverDelivered } = await make();
      const result = await evidence.read(query);
      const value = result.ok ? result.value : { patchStates: [], agents: [] };
      expect(value.patchStates.map(({ instanceId }) => instanceId)).toContain(succeeded);
      expect(value.agents.map(({ instanceId }) => instanceId)).toEqual([neverDelivered]);
    });

    it('returns a refusal, and does not throw it', async () => {
      const { evidence, refused } = await make();
      const result = await evidence.read(refused);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'denied' } });
    });
  });
}
