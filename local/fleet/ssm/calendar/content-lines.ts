import { refuseContent } from './refuse-content.ts';

/** One property of iCalendar: `DTSTART;TZID=Europe/Berlin:20261220T000000`. Names and parameter names are in capitals. */
export interface Property {
  name: string;
  parameters: Readonly<Record<string, string>>;
  value: string;
}

/** What stands between `BEGIN:VEVENT` and `END:VEVENT`. */
export interface Component {
  name: string;
  properties: Property[];
  components: Component[];
}

/** Reads iCalendar text into its one outermost component. Lines may end as they do on any system. */
export function readComponents(content: string): Component {
  const root: Component = { name: 'the document', properties: [], components: [] };
  const open = [root];
  for (const line of unfolded(content)) {
    const property = propertyOf(line);
    const inner = open.at(-1) ?? root;
    if (property.name === 'BEGIN') open.push(begun(inner, property.value));
    else if (property.name === 'END') end(open, property.value);
    else inner.properties.push(property);
  }
  const [calendar] = root.components;
  if (calendar?.name !== 'VCALENDAR' || open.length !== 1) refuseContent('expected iCalendar text from BEGIN:VCALENDAR to END:VCALENDAR.');
  return calendar;
}

/** A line that begins with white space goes on with the one before it. */
function unfolded(content: string): string[] {
  return content
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function propertyOf(line: string): Property {
  const [, head = '', value = ''] = /^((?:[^":]|"[^"]*")+):(.*)$/.exec(line) ?? [];
  const [name = '', ...parameters] = head.split(';');
  if (name === '') refuseContent(`found the line "${line}", expected NAME:value.`);
  const pairs = parameters.map((parameter) => parameter.split('=', 2));
  return {
    name: name.trim().toUpperCase(),
    parameters: Object.fromEntries(pairs.map(([key = '', text = '']) => [key.toUpperCase(), text.replaceAll('"', '')])),
    value: value.trim(),
  };
}

function begun(inner: Component, name: string): Component {
  const component: Component = { name: name.toUpperCase(), properties: [], components: [] };
  inner.components.push(component);
  return component;
}

function end(open: Component[], name: string): void {
  const closed = open.length > 1 ? open.pop() : undefined;
  if (closed?.name !== name.toUpperCase()) refuseContent(`found END:${name}, expected END:${closed?.name ?? 'of something that has begun'}.`);
}
