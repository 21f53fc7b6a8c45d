import { queryOf, type Answer, type WireRequest } from './wire-message.ts';

type Note = (path: string, value: unknown) => void;
type Headers = Record<string, string>;

/**
 * What an exchange shows of its operation: which members there are, together and each, how large each value is to the
 * next power of two, the words that may be of an enumeration, and how it ended.
 */
export function traitsOf(service: string, request: WireRequest, answer: Answer): string[] {
  const outcome = answer.errorCode ?? String(answer.status);
  const asked = traitsOfBody(request.body, contentType(service, request.headers));
  const answered = traitsOfBody(Buffer.from(answer.body), contentType(service, answer.headers));
  const query = together([...queryOf(request).keys()]);
  const headers = together(Object.keys(request.headers).filter((name) => name.startsWith('x-amz') || name.startsWith('if-')));
  return [`? ${query}`, `headers ${headers}`, ...asked.map((trait) => `request ${trait}`), ...answered].map((trait) => `${outcome} ${trait}`);
}

// Whatever type an object has, its content has no shape of AWS's; S3's own answers are XML.
function contentType(service: string, headers: Headers): string {
  const type = headers['content-type'] ?? '';
  return service === 's3' && !type.includes('xml') ? '' : type;
}

function traitsOfBody(body: Buffer, type: string): string[] {
  const traits: string[] = [];
  const paths: string[] = [];
  readBody(body, type, (path, value) => {
    paths.push(path);
    traits.push(`${path} ${sizeOf(value)}`);
  });
  return [together(paths), ...traits];
}

function together(paths: readonly string[]): string {
  return [...new Set(paths)].sort().join(' ');
}

function readBody(body: Buffer, type: string, note: Note): void {
  const text = body.toString();
  if (type.startsWith('application/x-www-form-urlencoded')) readForm(text, note);
  else if (type.includes('xml')) readXml(text, note);
  else if (type.startsWith('application/x-amz-json') || type === 'application/json') readJson(parsed(text), '', note);
  else note('', body);
}

function readForm(text: string, note: Note): void {
  for (const [name, value] of new URLSearchParams(text)) note(withoutNumbers(name), value);
}

/** Which element stands in which is of no interest for telling one shape from another. */
function readXml(text: string, note: Note): void {
  for (const [, name = '', value = ''] of text.matchAll(/<(\w+)[^>]*>([^<]*)/g)) note(name, value);
}

/** What a client took for JSON may be none; the recorder is told of refused requests too. */
function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function readJson(value: unknown, path: string, note: Note): void {
  note(path, value);
  if (Array.isArray(value)) for (const part of value) readJson(part, `${path}[]`, note);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) readJson(part, `${path}.${withoutNumbers(name)}`, note);
  }
}

/** Names with a number in them are mostly ids, as keys of a map, or places in a list. */
function withoutNumbers(name: string): string {
  return name.replace(/[\w-]*\d[\w-]*/g, '#');
}

const WORD = /^[A-Z][A-Za-z_]{1,23}$/;

function sizeOf(value: unknown): string {
  if (typeof value === 'number') return `number ${String(Math.sign(value))} ${power(Math.abs(value))}`;
  if (typeof value === 'string') return WORD.test(value) ? value : `text ${power(value.length)}`;
  if (Array.isArray(value) || value instanceof Buffer) return `length ${power(value.length)}`;
  return typeof value === 'boolean' ? String(value) : value === null ? 'null' : 'object';
}

function power(size: number): string {
  return String(Math.ceil(Math.log2(size + 1)));
}
