const { createRequire } = require('node:module');
const { constants } = require('node:zlib');

// serverless-esbuild zips by archiver without saying how, and archiver's habit is to be quick: the zips are an eighth
// larger, for a tenth of a second. There is no setting for it.
function zipAtBest() {
  const archiver = createRequire(require.resolve('serverless-esbuild'))('archiver');
  const { create } = archiver;
  archiver.create = (format, options = {}) => create(format, { zlib: { level: constants.Z_BEST_COMPRESSION }, ...options });
}

module.exports = { zipAtBest };
