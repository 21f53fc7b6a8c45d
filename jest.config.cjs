const decidingRooms = [
  'services/*/src/core/**/*.ts',
  'services/*/src/handlers/**/*.ts',
  'shared/domain/**/*.ts',
  'shared/choreography/**/*.ts',
];

// CommonJS under jest: the fastest configuration that runs, and the only one without --experimental-vm-modules.
// @middy/core 7 and GitHub's parser of workflows are ESM only, so they are transformed and mapped to their entry files.
module.exports = {
  testEnvironment: 'node',
  // Some tests start processes of their own; on a busy machine that alone takes seconds.
  maxWorkers: 2,
  testTimeout: 20_000,
  roots: ['<rootDir>/services', '<rootDir>/shared', '<rootDir>/local', '<rootDir>/cli', '<rootDir>/test', '<rootDir>/bench'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['/\\.serverless/', '/\\.esbuild/'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|@actions/)'],
  moduleNameMapper: {
    '^@middy/(core|util)$': '<rootDir>/node_modules/@middy/$1/index.js',
    '^@actions/(workflow-parser|expressions)$': '<rootDir>/node_modules/@actions/$1/dist/index.js',
    '^@actions/(workflow-parser|expressions)/(.*)$': '<rootDir>/node_modules/@actions/$1/dist/$2.js',
  },
  reporters: ['default', '<rootDir>/test/port-matrix-reporter.cjs'],
  coverageProvider: 'babel',
  coverageReporters: ['text-summary', 'json-summary'],
  // Every file of these rooms counts, whether a test loads it or not.
  collectCoverageFrom: [
    ...decidingRooms,
    '!**/*.test.ts',
    '!**/*.suite.ts',
    '!**/*.fixture.ts',
    '!**/*.in-memory.ts',
  ],
  // A threshold under a glob holds for each file that it matches, not for their sum.
  coverageThreshold: Object.fromEntries(decidingRooms.map((room) => [room, { lines: 95, branches: 95 }])),
};
