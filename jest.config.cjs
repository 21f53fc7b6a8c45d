// CommonJS under jest: the fastest configuration that runs, and the only one without --experimental-vm-modules.
// @middy/core 7 is ESM only, so it is transformed and mapped to its entry file.
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/services', '<rootDir>/shared', '<rootDir>/local', '<rootDir>/cli', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['/\\.serverless/', '/\\.esbuild/'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@middy/)'],
  moduleNameMapper: { '^@middy/(core|util)$': '<rootDir>/node_modules/@middy/$1/index.js' },
  coverageProvider: 'babel',
  collectCoverageFrom: [
    'services/*/src/core/**/*.ts',
    'services/*/src/handlers/**/*.ts',
    'shared/domain/**/*.ts',
    'shared/choreography/**/*.ts',
    '!**/*.test.ts',
    '!**/*.in-memory.ts',
  ],
};
