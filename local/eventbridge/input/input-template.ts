/** Values of a template's variables; one that is missing in the event is undefined. */
export type TemplateValue = (name: string) => unknown;

/** A variable, a quote, or any other character with the backslash before it. */
const token = /<(?<name>[^<>\s]+)>|(?<quote>")|\\?./gs;

/**
 * Fills `<name>` into a template as EventBridge does: on its own in JSON it becomes a JSON value, inside a quoted string
 * only its text. A missing value is an empty text.
 */
export function fillTemplate(template: string, valueOf: TemplateValue): string {
  const json = /^\s*[{["<]/.test(template);
  let quoted = false;
  const filled = [...template.matchAll(token)].map(({ 0: text, groups = {} }) => {
    if (groups['quote'] !== undefined) quoted = !quoted;
    const name = groups['name'];
    if (name === undefined) return text;
    const value = valueOf(name) ?? '';
    return json && !quoted ? JSON.stringify(value) : textOf(value, json);
  });
  return filled.join('');
}

/** Inside a string an object loses its quotes, or it would end the string. */
function textOf(value: unknown, json: boolean): string {
  if (typeof value === 'string') return json ? JSON.stringify(value).slice(1, -1) : value;
  return JSON.stringify(value).replaceAll('"', '');
}
