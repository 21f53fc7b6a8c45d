import { ACCOUNT_ID, KEY_ID } from './import-of-template.ts';

export interface Adoption {
  stage: string;
  region: string;
  /** Services whose stacks take something in, platform first. */
  services: readonly string[];
}

/**
 * A shell script that runs the imports which lie beside it. The key's id is known by nothing but what it encrypts: its
 * alias went with the stack.
 */
export function adoptScript({ stage, region, services }: Adoption): string {
  const table = `patchwave-${stage}-planner`;
  return [
    '#!/bin/sh',
    `# Takes what a removal of the stage ${stage} has kept into new stacks. Read it, then run it with the credentials of the hub's account.`,
    'set -eu',
    'cd "$(dirname "$0")"',
    `export AWS_REGION=${region}`,
    'account=$(aws sts get-caller-identity --query Account --output text)',
    `key=$(aws dynamodb describe-table --table-name ${table} --query Table.SSEDescription.KMSMasterKeyArn --output text)`,
    `for file in *.resources.json; do sed "s|${ACCOUNT_ID}|$account|; s|${KEY_ID}|\${key##*/}|" "$file" > "$file.filled"; done`,
    ...services.flatMap((service) => importCommands(service, `patchwave-${service}-${stage}`)),
    '',
  ].join('\n');
}

function importCommands(service: string, stack: string): string[] {
  const changeSet = `--stack-name ${stack} --change-set-name adopt`;
  return [
    '',
    `echo 'importing into ${stack}'`,
    `aws cloudformation create-change-set ${changeSet} --change-set-type IMPORT \\`,
    `  --template-body file://${service}.template.json --resources-to-import file://${service}.resources.json.filled`,
    `aws cloudformation wait change-set-create-complete ${changeSet}`,
    `aws cloudformation execute-change-set ${changeSet}`,
    `aws cloudformation wait stack-import-complete --stack-name ${stack}`,
  ];
}
