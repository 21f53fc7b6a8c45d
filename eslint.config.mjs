import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

// The numbers of docs/adr: a reader should never need to scroll far, nor hold more than one idea.
const size = {
  'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 8],
  'max-depth': ['error', 3],
  'max-params': ['error', 3],
};

// core/, the contracts and the words are pure and synchronous: time, ids and chance come in as arguments.
const purity = {
  'no-restricted-globals': [
    'error',
    ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'crypto'].map(
      (name) => ({ name, message: 'A decision is pure: take what it needs as an argument.' }),
    ),
  ],
  'no-restricted-syntax': [
    'error',
    { selector: ':function[async=true]', message: 'A decision is synchronous.' },
    { selector: 'AwaitExpression', message: 'A decision is synchronous.' },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take `now` as an argument.' },
    { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take `now` as an argument.' },
    { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take chance as an argument.' },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', '**/.serverless/', '**/.esbuild/', 'coverage/', '.patchwave/', '**/*.cjs', '**/*.mjs'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...size,
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['services/*/src/core/**/*.ts', 'shared/domain/**/*.ts', 'shared/events/**/*.ts'], ignores: ['**/*.test.ts'], rules: purity },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', '**/*.suite.ts', 'shared/testing/**/*.ts'],
    plugins: { jest },
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      'jest/no-export': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'no-restricted-properties': ['error', { object: 'jest', property: 'mock', message: 'Pass a double in; patch no module.' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
