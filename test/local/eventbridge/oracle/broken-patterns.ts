const field = (alternative: unknown): string => JSON.stringify({ a: [alternative] });

const operands: unknown[] = [null, true, 5, 'x', '', [], ['x'], {}, { x: 1 }];
const operators = ['exactly', 'prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'numeric', 'exists', 'cidr', 'anything-but', 'regex', 'constructor'];
const nested = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'cidr', 'numeric', 'exists'];
const nestedOperands: unknown[] = [null, true, 5, '', [], [5], ['x', 5], [''], { x: 1 }, ['x', null], [['x']]];

/** Patterns that may be wrong; Event Ruler says which are, and why. */
export const brokenPatterns: string[] = [
  ...['5', '"x"', '[]', 'null', '{}', '{"a":{}}', '{"a":[]}', '{"a":"x"}', '{"a":5}', '{"a":null}', '{"a":true}'],
  ...['{"a":[["x"]]}', '{"a":[[]]}', '{"a":[{}]}', '{"a":{"b":"x"}}', '{"a":{"b":{}}}', '{"a":["x"],"b":[]}'],
  ...['{"$or":5}', '{"$or":{}}', '{"$or":[]}', '{"$or":[{"a":["x"]}]}', '{"$or":["x","y"]}', '{"$or":[{"a":["x"]},{}]}'],
  ...['{"$or":[{"prefix":["x"]},{"a":["x"]}]}', '{"$or":[{"a":{"numeric":["x"]}},{"a":["x"]}]}', '{"$or":[{"a":"x"},{"a":["x"]}]}'],
  ...['{"prefix":["x"]}', '{"a":{"numeric":["x"]}}', '{"a":{"$or":[{"b":["x"]},{"c":[]}]}}', '{"$or":[{"a":[]},{"b":["x"]}]}'],
  ...operators.flatMap((name) => operands.map((operand) => field({ [name]: operand }))),
  ...nested.flatMap((name) => nestedOperands.map((operand) => field({ 'anything-but': { [name]: operand } }))),
  ...['prefix', 'suffix'].flatMap((name) =>
    [{ 'equals-ignore-case': 'x' }, { 'equals-ignore-case': 5 }, { 'equals-ignore-case': ['x'] }, { wildcard: 'x' }, {}].map((operand) => field({ [name]: operand })),
  ),
  ...['prefix', 'suffix'].map((name) => field({ [name]: { 'equals-ignore-case': 'x', y: 1 } })),
  ...['exactly', 'prefix', 'suffix', 'equals-ignore-case', 'wildcard'].map((name) => field({ [name]: 'x', y: 1 })),
  ...[field({ numeric: ['=', 1], y: 1 }), field({ exists: true, y: 1 }), field({ cidr: '10.0.0.0/8', y: 1 }), field({ 'anything-but': 'x', y: 1 })],
  ...[field({ 'anything-but': { prefix: 'x' }, y: 1 }), field({ 'anything-but': { prefix: 'x', suffix: 'y' } })],
  ...[[1, 'x'], ['x', 1], [null], [true], ['x', null], [['x']], [{ prefix: 'x' }], [5e9], [5000000001], [0.1234567]].map((list) => field({ 'anything-but': list })),
  ...[
    ...[['='], ['=', 'x'], ['=', 1, 2], ['=', 1, '<', 2], ['<'], ['<', 'x'], ['<', 1, '>', 0], ['<', 1, 2], ['<=', 1, '>', 0], ['>'], ['>', null]],
    ...[['>', 1, '<'], ['>', 1, 2], ['>', 1, '>', 2], ['>', 1, '=', 2], ['>', 1, '<', 'x'], ['>', 1, '<', 2, '<'], ['>', 2, '<', 1], ['>', 1, '<', 1]],
    ...[['>=', 1, '<=', 1], ['!=', 1], [1], [1, '='], [null], ['=', 5e9], ['=', 5000000001], ['=', -5000000001], ['<', 5e9], ['<', 5000000000.1]],
    ...[['<', -5e9], ['<=', -5e9], ['>=', 5e9], ['>', 5e9], ['>', -5e9], ['=', 0.1234567], ['=', 0.123456], ['>=', 1, '<=', 1e-7]],
  ].map((terms) => field({ numeric: terms })),
  ...['**', 'a**b', 'a***', '\\', 'a\\', '\\x', 'a\\bc', '\\**', '\\\\*', 'é**', '*\\**', '*'].flatMap((text) => [
    field({ wildcard: text }),
    field({ 'anything-but': { wildcard: text } }),
    field({ 'anything-but': { wildcard: ['x', text] } }),
  ]),
  ...['10.0.0.0', '10.0.0.0/', '/8', '10.0.0.0/8/8', '10.0.0.0/x', '10.0.0.0/-1', '10.0.0.0/31', '10.0.0.0/32', '10.0.0.0/0'].map((cidr) => field({ cidr })),
  ...['10.0.0/8', '10.0.0.256/8', 'host/8', '::/0', '::/127', '::/128', ':::/8', '1:2/8', '2001:db8::/x', '10.0.0.0/99999999999', '010.0.0.0/8'].map((cidr) => field({ cidr })),
];
