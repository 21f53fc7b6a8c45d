// Clients from PyPI against a live local cloud. Apart from npm test, which needs npm only; .ci/run sets PATCHWAVE_FOREIGN_BIN.
const { coverageThreshold, collectCoverageFrom, ...base } = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['**/*.foreign.ts'], roots: ['<rootDir>/test/foreign'], testTimeout: 120_000, maxWorkers: 1 };
