// The deployed system on an emulator that others wrote. Apart from npm test, which needs npm only; .ci/run sets PATCHWAVE_EMULATOR_BIN.
const { coverageThreshold, collectCoverageFrom, reporters, ...base } = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['**/*.emulator.ts'], roots: ['<rootDir>/test/emulator'], testTimeout: 60_000, maxWorkers: 1 };
