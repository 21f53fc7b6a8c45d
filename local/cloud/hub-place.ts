/** Settled for everybody who talks to a local cloud; docs/local-cloud.md lists them. */
export const hubPlace = {
  accountId: '000000000000',
  region: 'us-east-1',
  accessKeyId: 'test',
  stage: 'dev',
  spokeRoleName: 'PatchExecRole',
} as const;
