// What the AWS SDK brings into every bundle and no function can use is left out of it. Found by esbuild's metafile; the
// figures before and after, and what is gained: docs/bench.md.
const { credentialsFromEnvironment } = require('./credentials-from-environment.cjs');
const { noEventStreams } = require('./no-event-streams.cjs');
const { schemasOfUse } = require('./schemas-of-use.cjs');
const { versionAlone } = require('./version-alone.cjs');
const { zipAtBest } = require('./zip-at-best.cjs');

zipAtBest();

module.exports = [credentialsFromEnvironment, noEventStreams, schemasOfUse, versionAlone];
