// The table of docs/architecture.md ("Rooms"), held by a machine.
const tests = '\\.(test|suite|fixture)\\.ts$|^shared/testing/|^test/|-in-test\\.ts$';
const notTests = { pathNot: tests };
const sdk = 'node_modules/(@aws-sdk|@smithy)/';

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'core-is-pure',
      comment: 'core/ imports its own core, the contracts and the words, nothing else',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/core/', ...notTests },
      to: { pathNot: '^services/$1/src/core/|^shared/(events|domain)/|^shared/choreography/decision\\.ts$' },
    },
    {
      name: 'handlers-know-no-sdk',
      severity: 'error',
      from: { path: '^services/[^/]+/src/handlers/', ...notTests },
      to: { path: `${sdk}|^shared/(aws|lambda)/` },
    },
    {
      name: 'handlers-take-effects-as-types',
      severity: 'error',
      from: { path: '^services/[^/]+/src/handlers/', ...notTests },
      to: { path: '^services/[^/]+/src/effects/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-some-rooms-touch-an-sdk',
      severity: 'error',
      from: { pathNot: `^services/[^/]+/src/(effects/|lambda\\.ts)|^shared/(aws|lambda)/|^local/|^cli/|${tests}` },
      to: { path: sdk },
    },
    {
      name: 'only-shared-lambda-knows-middy-and-powertools',
      severity: 'error',
      from: { pathNot: '^shared/lambda/|^services/[^/]+/src/(lambda\\.ts|effects/)' },
      to: { path: 'node_modules/(@middy|@aws-lambda-powertools)/' },
    },
    {
      name: 'services-never-import-each-other',
      severity: 'error',
      from: { path: '^services/([^/]+)/', ...notTests },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    { name: 'nothing-imports-a-lambda', severity: 'error', from: {}, to: { path: '^services/[^/]+/src/lambda\\.ts$' } },
    {
      name: 'shared-knows-no-service',
      severity: 'error',
      from: { path: '^shared/', ...notTests },
      to: { path: '^(services|local|cli|test)/' },
    },
    {
      name: 'words-and-contracts-know-only-each-other',
      severity: 'error',
      from: { path: '^shared/(events|domain)/', ...notTests },
      to: { pathNot: '^shared/(events|domain)/|node_modules/zod/|^crypto$' },
    },
    {
      name: 'choreography-knows-no-aws',
      severity: 'error',
      from: { path: '^shared/choreography/', ...notTests },
      to: { pathNot: '^shared/(choreography|events|domain)/|^aws-lambda$' },
    },
    {
      name: 'production-imports-no-double-no-test-no-local',
      severity: 'error',
      from: { path: '^(services|shared)/', pathNot: `${tests}|\\.in-memory\\.ts$` },
      to: { path: `${tests}|\\.in-memory\\.ts$|^local/|^events/` },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^aws-lambda$' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.serverless|\\.esbuild' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.mjs', '.js', '.json'] },
  },
};
