import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

import { SHORT_FORMS } from '../template/short-forms.ts';
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
