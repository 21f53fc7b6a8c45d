// Clients from PyPI against a live local cloud. Apart from npm test, which needs npm only; .ci/run sets PATCHWAVE_FOREIGN_BIN.
// Without the reporter that counts the ports' suites: they belong to npm test.
const { coverageThreshold, collectCoverageFrom, reporters, ...base } = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['**/*.foreign.ts'], roots: ['<rootDir>/test/foreign', '<rootDir>/test/api-models'], testTimeout: 120_000, maxWorkers: 1 };
