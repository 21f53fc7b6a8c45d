import { type CollectionTag, isSeq, type ScalarTag } from 'yaml';

function scalarForm(tag: string, name: string): ScalarTag {
  return { tag, resolve: (text) => ({ [name]: text }) };
}

function listForm(tag: string, name: string): CollectionTag {
  return {
    tag,
    collection: 'seq',
    resolve: (list, onError) => {
      if (isSeq(list)) return { [name]: list.toJSON() as unknown };
      onError(`${tag}: expected a list.`);
      return undefined;
    },
  };
}

const LISTS = ['Join', 'Equals', 'If', 'Not', 'And', 'Or', 'Select', 'Split', 'Sub', 'GetAtt'];

/** CloudFormation's short forms (`!Ref`, `!Sub`, `!GetAtt`, `!If` ...) for the YAML parser, as a person writes them. */
export const SHORT_FORMS = [
  scalarForm('!Ref', 'Ref'),
  scalarForm('!Condition', 'Condition'),
  scalarForm('!Sub', 'Fn::Sub'),
  scalarForm('!GetAtt', 'Fn::GetAtt'),
  ...LISTS.map((name) => listForm(`!${name}`, `Fn::${name}`)),
];
