/** What the checks read of a report in JSON. */
export interface Report {
  status: string;
  totals: { planned: number; outcomes: Record<string, number> };
  waves: { name: string; status: string; planned: number; outcomes: Record<string, number> }[];
  instances: Row[];
}

export interface Row {
  instanceId: string;
  accountId: string;
  region: string;
  outcome: string;
  cause?: string;
  attempts: number;
  wave: string;
}
