/** Where a hub's parts are: everything is named by stage, so that the CLI needs no other configuration. */
export interface HubNames {
  busName: string;
  bucketName: string;
  tableName(service: string): string;
  /** The parameter in which the stack of approval leaves the address of its API (config/resources/names.cjs). */
  approvalApiParameter: string;
}

export function hubNames(stage: string, accountId: string): HubNames {
  return {
    busName: `patchwave-${stage}`,
    bucketName: `patchwave-${stage}-runs-${accountId}`,
    tableName: (service) => `patchwave-${stage}-${service}`,
    approvalApiParameter: `/patchwave-${stage}/approval-api`,
  };
}
