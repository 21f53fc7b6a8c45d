import { readFileSync } from 'node:fs';

/** What MiniStack lacks, as docs/fidelity.md says it: its own name, and a part of the words of the refusal. */
export interface Lack {
  what: string;
  refusal: string;
}

const heading = '## What MiniStack lacks';
const row = /^\| `([^`]+)` \| [^|]* \| `([^`]+)` \|/;

export function lacksOfMiniStack(doc = readFileSync('docs/fidelity.md', 'utf8')): Lack[] {
  const section = doc.slice(doc.indexOf(heading) + heading.length).split('\n## ')[0] ?? '';
  return section.split('\n').flatMap((line) => {
    const [, what, refusal] = row.exec(line) ?? [];
    return what === undefined || refusal === undefined ? [] : [{ what, refusal }];
  });
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
}

/** Whether a resource is of a type, or has a property (`AWS::CloudWatch::Alarm.Metrics`), that is on the list. */
export function isLacking({ Type, Properties = {} }: TemplateResource, lacks: readonly Lack[]): boolean {
  return lacks.some(({ what }) => {
    const [type, property] = what.split('.');
    return Type === type && (property === undefined || property in Properties);
  });
}
