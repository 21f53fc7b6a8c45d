import PortMatrixReporter from './port-matrix-reporter.cjs';

type Cases = [title: string, status?: string][];

function suite(block: string, cases: Cases = [['loads'], ['saves']]) {
  return { testResults: cases.map(([title, status = 'passed']) => ({ ancestorTitles: [block], title, status })) };
}

const twin = suite('port ItemStore / in memory');
const real = suite('port ItemStore / DynamoDB');

function run(testResults: ReturnType<typeof suite>[], patterns: string[] = []) {
  let written = '';
  const reporter = new PortMatrixReporter({ testPathPatterns: { patterns } }, { write: (text) => (written += text) });
  reporter.onRunComplete(undefined, { testResults });
  return { written, fault: reporter.getLastError()?.message };
}

describe('the matrix of ports', () => {
  it('shows how many cases each implementation passed, and is content when they are the same', () => {
    expect(run([twin, suite('advance'), real])).toEqual({
      written: '\nport       implementation  cases passed\nItemStore  DynamoDB        2\nItemStore  in memory       2\n',
      fault: undefined,
    });
  });

  it.each([
    ['a port has one implementation only', [twin], 'ItemStore: found only "in memory", expected its twin and its real adapter to run the suite'],
    ['an implementation lacks a case', [twin, suite('port ItemStore / DynamoDB', [['loads']])], 'ItemStore: found other cases in one of DynamoDB, in memory, expected all to run one suite, each once'],
    ['an implementation runs as many cases, but others', [twin, suite('port ItemStore / DynamoDB', [['loads'], ['loads']])], 'ItemStore: found other cases in one of DynamoDB, in memory, expected all to run one suite, each once'],
    ['a case is skipped', [twin, suite('port ItemStore / DynamoDB', [['loads'], ['saves', 'pending']])], 'ItemStore / DynamoDB: found 1 of 2 cases passed, expected all'],
    ['no port is found', [suite('advance')], 'found no suite named "port <Port> / <implementation>", expected one per port and implementation'],
  ])('fails a full run when %s', (_case, results, fault) => {
    expect(run(results)).toEqual({ fault, written: expect.stringContaining(`Ports: ${fault}.\n`) as string });
  });

  it('judges no run of a part of the tests', () => {
    expect(run([twin], ['shared/']).fault).toBeUndefined();
  });
});
