import { hubCredentials, openForeignCloud, outputOf, type ForeignCloud } from './foreign-cloud.ts';
import { assumeRole, spokeCredentials } from './spoke-role.ts';

let cloud: ForeignCloud;
beforeAll(async () => {
  cloud = await openForeignCloud('--instances', '60', '--accounts', '12');
});
afterAll(() => cloud.close());

interface Accounts {
  Accounts: { Id: string; Status: string }[];
  NextToken?: string;
}

const spokes = [...Array.from({ length: 9 }, (_, index) => String(index + 1).repeat(12)), '101010101010', '121212121212', '131313131313'];

describe('the organization', () => {
  it('is listed whole by a client that pages', async () => {
    const { Accounts } = outputOf(await cloud.aws<Accounts>(hubCredentials, 'organizations', 'list-accounts', '--page-size', '5'));

    expect(Accounts.map(({ Id }) => Id).sort()).toEqual(['000000000000', ...spokes].sort());
  });

  it('hands out a page and a token to a client that stops', async () => {
    const first = outputOf(await cloud.aws<Accounts>(hubCredentials, 'organizations', 'list-accounts', '--no-paginate', '--max-results', '4'));
    const second = outputOf(await cloud.aws<Accounts>(hubCredentials, 'organizations', 'list-accounts', '--no-paginate', '--max-results', '4', '--next-token', first.NextToken ?? ''));

    const ids = [...first.Accounts, ...second.Accounts].map(({ Id }) => Id);
    expect({ sizes: [first.Accounts.length, second.Accounts.length], different: new Set(ids).size }).toEqual({ sizes: [4, 4], different: 8 });
  });

  it('is not shown to a spoke', async () => {
    const spoke = await spokeCredentials(cloud, '111111111111');

    expect(await cloud.aws(spoke, 'organizations', 'list-accounts')).toEqual({ errorCode: 'AccessDeniedException' });
  });
});

describe('the role of a spoke', () => {
  it('makes its caller one of the account', async () => {
    const spoke = await spokeCredentials(cloud, '222222222222');

    expect(outputOf(await cloud.aws<object>(spoke, 'sts', 'get-caller-identity'))).toMatchObject({
      Account: '222222222222', Arn: 'arn:aws:sts::222222222222:assumed-role/PatchExecRole/foreigner',
    });
  });

  it.each([
    ['without an ExternalId', { accountId: '111111111111' }, 'AccessDenied'],
    ['with a wrong ExternalId', { accountId: '111111111111', externalId: 'guessed' }, 'AccessDenied'],
    ['of an account whose role refuses', { accountId: '999999999999', externalId: 'patchwave-local' }, 'AccessDenied'],
    ['of an account outside the organization', { accountId: '212121212121', externalId: 'patchwave-local' }, 'AccessDenied'],
    ['for longer than the role allows', { accountId: '111111111111', externalId: 'patchwave-local', durationSeconds: 7_200 }, 'ValidationError'],
  ])('is refused %s', async (_words, wish, errorCode) => {
    expect(await assumeRole(cloud, wish)).toEqual({ errorCode });
  });

  it('cannot be assumed from another spoke', async () => {
    const spoke = await spokeCredentials(cloud, '111111111111');

    expect(await cloud.aws(spoke, 'sts', 'assume-role', '--role-arn', 'arn:aws:iam::222222222222:role/PatchExecRole', '--role-session-name', 'foreigner', '--external-id', 'patchwave-local')).toEqual({
      errorCode: 'AccessDenied',
    });
  });
});
