import { operationsIn } from './operations-named.ts';

describe('the operations that a source names', () => {
  it.each([
    ['a command', "import { SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';", ['ssm:SendCommand']],
    ['a paginator', "import {\n  paginateListAccounts, OrganizationsClient,\n} from '@aws-sdk/client-organizations';", ['organizations:ListAccounts']],
    ['the name that a service signs by', "import { PutEventsCommand } from '@aws-sdk/client-eventbridge';", ['events:PutEvents']],
  ])('are read from %s', (_words, source, operations) => {
    expect(operationsIn(source)).toEqual(operations);
  });

  it.each([
    ['types', "import type { SendCommandCommand } from '@aws-sdk/client-ssm';"],
    ['inputs and models', "import { type SendCommandCommandInput, type Command, SSMClient } from '@aws-sdk/client-ssm';"],
    ['what is not of AWS', "import { StageCommand } from './stage-command.ts';"],
  ])('are none of %s', (_words, source) => {
    expect(operationsIn(source)).toEqual([]);
  });
});
