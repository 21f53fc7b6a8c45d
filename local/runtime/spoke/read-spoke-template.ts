import { readFileSync } from 'node:fs';
import { type CollectionTag, isScalar, isSeq, parse, type ScalarTag } from 'yaml';

import type { TemplateResource } from '../template/stack.ts';

interface SpokeTemplate {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/** Reads a template in YAML with CloudFormation's short forms (`!Ref`, `!Sub`, `!GetAtt`), as a person writes it. */
export function readSpokeTemplate(file: string): Record<string, TemplateResource> {
  const { Resources } = parse(readFileSync(file, 'utf8'), { customTags: SHORT_FORMS }) as SpokeTemplate;
  return Object.fromEntries(
    Object.entries(Resources).map(([logicalId, { Type, Properties }]) => [logicalId, { type: Type, properties: Properties ?? {} }]),
  );
}

function scalarForm(tag: string, name: string): ScalarTag {
  return { tag, resolve: (text) => ({ [name]: text }) };
}

function listForm(tag: string, name: string): CollectionTag {
  return {
    tag,
    collection: 'seq',
    resolve: (list, onError) => {
      if (isSeq(list)) return { [name]: list.items.map((item) => (isScalar(item) ? item.value : item)) };
      onError(`${tag}: expected a list.`);
      return undefined;
    },
  };
}

const SHORT_FORMS = [
  scalarForm('!Ref', 'Ref'),
  scalarForm('!Sub', 'Fn::Sub'),
  scalarForm('!GetAtt', 'Fn::GetAtt'),
  listForm('!Join', 'Fn::Join'),
  listForm('!Equals', 'Fn::Equals'),
  listForm('!Not', 'Fn::Not'),
  listForm('!If', 'Fn::If'),
];
