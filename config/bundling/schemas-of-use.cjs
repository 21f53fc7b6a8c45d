const { readdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

// A client's schemas are one file. esbuild drops those of operations that nobody calls, unless two habits of the SDK's
// generator forbid it.
const SCHEMAS = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;
// Over the wire these say the name of an error as the class has it. The query protocol, and SQS for those who spoke it,
// say another one, which is translated by the registered errors.
const SPEAK_JSON = /[\\/]client-(dynamodb|eventbridge|organizations|ssm)[\\/]/;

const schemasOfUse = {
  name: 'schemas-of-use',
  setup(build) {
    const sources = sourcesOf(resolve(__dirname, '..', '..'));
    build.onLoad({ filter: SCHEMAS }, ({ path }) => {
      const text = withLiteralKeys(readFileSync(path, 'utf8'));
      return { contents: SPEAK_JSON.test(path) ? withNamedErrors(text, errorsToKeep(path, sources)) : text, loader: 'js' };
    });
  },
};

// `{ [_xN]: _x }` with `const _xN = "xmlName"`: for all that esbuild knows, making a key of a variable has an effect.
function withLiteralKeys(text) {
  const constants = new Map([...text.matchAll(/^const (\w+) = ("[^"\n]*");$/gm)].map(([, name, literal]) => [name, literal]));
  return text.replace(/\[(\w+)\]:/g, (whole, name) => (constants.has(name) ? `${constants.get(name)}:` : whole));
}

// Every error of a service is registered with its class, SSM's 150 too. One that is not registered arrives all the same,
// with its name, message and metadata, as an error of the service: EC2 has never had others.
function withNamedErrors(text, keeps) {
  return text.replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, name) => (keeps(name) ? line : ''));
}

// Kept is what our code names anywhere, and what the SDK itself tries again because of its class.
function errorsToKeep(schemas, sources) {
  const classes = readFileSync(resolve(schemas, '..', '..', 'models', 'errors.js'), 'utf8').split(/^export class /m);
  const retried = new Set(classes.filter((text) => text.includes('$retryable')).map((text) => /^\w+/.exec(text)?.[0]));
  return (name) => retried.has(name) || new RegExp(`\\b${name}\\b`).test(sources);
}

function sourcesOf(root) {
  const files = ['services', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/[\\/]\.(serverless|esbuild)([\\/]|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}

module.exports = { schemasOfUse };
