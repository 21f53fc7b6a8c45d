import { type IntrinsicScope, resolveIntrinsics } from './resolve-intrinsics.ts';

const scope: IntrinsicScope = {
  ref: (logicalId) => `ref-of-${logicalId}`,
  attribute: (logicalId, attribute) => `${attribute}-of-${logicalId}`,
};

function resolved(value: unknown): unknown {
  return resolveIntrinsics(value, scope);
}

describe('intrinsic functions', () => {
  it.each([
    ['Ref', { Ref: 'Queue' }, 'ref-of-Queue'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Arn-of-Queue'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Arn-of-Queue'],
    ['Join of mixed parts', { 'Fn::Join': ['/', ['integrations', { Ref: 'Api' }, 7]] }, 'integrations/ref-of-Api/7'],
    ['Sub of names and attributes', { 'Fn::Sub': '${AWS::Region}:${Table.Arn}/index' }, 'ref-of-AWS::Region:Arn-of-Table/index'],
    ['Sub with its own variables', { 'Fn::Sub': ['${a}-${B}', { a: { Ref: 'X' } }] }, 'ref-of-X-ref-of-B'],
    ['Sub with a literal', { 'Fn::Sub': '${!iterator}' }, '${iterator}'],
  ])('resolve %s', (_name, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  it('resolve at any depth and leave the rest alone', () => {
    expect(resolved({ list: [{ arn: { Ref: 'A' } }, null, 5], text: 'plain', two: { Ref: 'not alone', other: 1 } })).toEqual({
      list: [{ arn: 'ref-of-A' }, null, 5],
      text: 'plain',
      two: { Ref: 'not alone', other: 1 },
    });
  });

  it('that are unknown are refused by name', () => {
    expect(() => resolved({ 'Fn::Select': [0, ['a']] })).toThrow('found Fn::Select');
  });
});
