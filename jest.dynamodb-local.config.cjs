// Amazon's DynamoDB Local, for who has an AWS account, as its licence asks; never in .ci/run.
const { coverageThreshold, collectCoverageFrom, reporters, ...base } = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['**/*.dynamodb-local.ts'], roots: ['<rootDir>/test/dynamodb-local'], maxWorkers: 1 };
