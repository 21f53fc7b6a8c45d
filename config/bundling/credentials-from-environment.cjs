// Lambda gives a function its role's credentials in the environment, and so does the local cloud. The SDK's chain of other
// ways (profiles, SSO, the metadata of a machine) is a fifth of a bundle, and loads Node's HTTP server and child processes.
const CHAIN = /^@aws-sdk\/credential-provider-node$/;

const credentialsFromEnvironment = {
  name: 'credentials-from-environment',
  setup(build) {
    build.onResolve({ filter: CHAIN }, ({ resolveDir }) => ({ path: 'from-environment', namespace: 'patchwave', pluginData: resolveDir }));
    build.onLoad({ filter: /^from-environment$/, namespace: 'patchwave' }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      resolveDir: pluginData,
    }));
  },
};

module.exports = { credentialsFromEnvironment };
