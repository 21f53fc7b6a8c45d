// Every port has a twin and a real implementation, and all of them pass the same suite. A suite names its block
// `port <Port> / <implementation>`; this prints which implementation passed how many cases, and fails a full run in
// which a port lacks an implementation, or one of them ran other cases: a twin nobody compares drifts.
const TITLE = /^port (\S+) \/ (.+)$/;
const IMPLEMENTATIONS_MIN = 2;

/** Rows `{ port, implementation, passed, titles }`, sorted by port. */
function matrixOf(testResults) {
  const rows = new Map();
  for (const { ancestorTitles, title, status } of testResults.flatMap((file) => file.testResults)) {
    const [, port, implementation] = TITLE.exec(ancestorTitles[0] ?? '') ?? [];
    if (port === undefined) continue;
    const key = `${port} / ${implementation}`;
    const row = rows.get(key) ?? { port, implementation, passed: 0, titles: [] };
    row.titles.push(title);
    if (status === 'passed') row.passed += 1;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => `${a.port} ${a.implementation}`.localeCompare(`${b.port} ${b.implementation}`));
}

function faultsOf(matrix) {
  if (matrix.length === 0) return ['found no suite named "port <Port> / <implementation>", expected one per port and implementation'];
  return [...Map.groupBy(matrix, ({ port }) => port)].flatMap(([port, rows]) => faultsOfPort(port, rows));
}

function faultsOfPort(port, rows) {
  const names = rows.map(({ implementation }) => implementation).join(', ');
  if (rows.length < IMPLEMENTATIONS_MIN) return [`${port}: found only "${names}", expected its twin and its real adapter to run the suite`];
  const casesOf = ({ titles }) => JSON.stringify([...titles].sort());
  const [first] = rows;
  if (rows.some((row) => casesOf(row) !== casesOf(first))) return [`${port}: found other cases in one of ${names}, expected all to run one suite, each once`];
  return rows
    .filter(({ passed, titles }) => passed !== titles.length)
    .map(({ implementation, passed, titles }) => `${port} / ${implementation}: found ${passed} of ${titles.length} cases passed, expected all`);
}

function tableOf(matrix) {
  const lines = [['port', 'implementation', 'cases passed'], ...matrix.map(({ port, implementation, passed }) => [port, implementation, String(passed)])];
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map(([port, implementation, passed]) => `${port.padEnd(widths[0])}  ${implementation.padEnd(widths[1])}  ${passed}\n`).join('');
}

/** Part of the tests cannot hold every port: it is shown, not judged. */
function isFullRun({ testPathPatterns, testNamePattern, onlyChanged, findRelatedTests, shard }) {
  return testPathPatterns.patterns.length === 0 && !testNamePattern && !onlyChanged && !findRelatedTests && !shard;
}

class PortMatrixReporter {
  constructor(globalConfig, { write = (text) => process.stderr.write(text) } = {}) {
    this.isFullRun = isFullRun(globalConfig);
    this.write = write;
    this.faults = [];
  }

  onRunComplete(_contexts, { testResults }) {
    const matrix = matrixOf(testResults);
    if (matrix.length > 0) this.write(`\n${tableOf(matrix)}`);
    if (!this.isFullRun) return;
    this.faults = faultsOf(matrix);
    for (const fault of this.faults) this.write(`Ports: ${fault}.\n`);
  }

  // Jest ends with 1 for it, and shows it to nobody.
  getLastError() {
    return this.faults.length === 0 ? undefined : new Error(this.faults.join('\n'));
  }
}

module.exports = PortMatrixReporter;
