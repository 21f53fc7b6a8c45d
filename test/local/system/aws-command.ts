/**
 * As much of the `aws` command as docs/disaster-recovery.md needs, on a local cloud: operations of DynamoDB and SQS whose
 * options are all texts, `--query`, `--output text`, and `dynamodb wait table-exists`. AWS's own command takes half a
 * second a call, and is not in npm.
 *
 *   AWS_ENDPOINT_URL=http://127.0.0.1:4566 node aws-command.ts sqs get-queue-url --queue-name NAME --query QueueUrl --output text
 */
const targets: Record<string, string> = { dynamodb: 'DynamoDB_20120810', sqs: 'AmazonSQS' };

const [service = '', ...rest] = process.argv.slice(2);
const [operation, given] = rest[0] === 'wait' ? ['describe-table', rest.slice(2)] : [rest[0] ?? '', rest.slice(1)];
const { '--query': query, '--output': output, ...parameters } = optionsIn(given);

const answer = await call(Object.fromEntries(Object.entries(parameters).map(([option, value]) => [pascal(option.slice(2)), value])));
const chosen = query === undefined ? answer : memberAt(query, answer);
if (rest[0] !== 'wait' && chosen !== undefined) process.stdout.write(`${output === 'text' && typeof chosen === 'string' ? chosen : JSON.stringify(chosen)}\n`);

/** `Name`, `Name[-1].Name`: as much of JMESPath as the page uses. */
function memberAt(path: string, value: unknown): unknown {
  return path.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((member, step) => {
    if (Array.isArray(member)) return member.at(Number(step)) as unknown;
    return (member as Record<string, unknown> | undefined)?.[step];
  }, value);
}

function optionsIn(words: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {};
  for (let index = 0; index < words.length; index += 2) options[words[index] ?? ''] = words[index + 1] ?? '';
  return options;
}

function pascal(words: string): string {
  return words.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

async function call(input: object): Promise<unknown> {
  const target = targets[service];
  if (target === undefined) throw new Error(`aws ${service}: found none that this stand-in knows, expected one of ${Object.keys(targets).join(', ')}.`);
  const response = await fetch(process.env['AWS_ENDPOINT_URL'] ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${target}.${pascal(operation)}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260310/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`aws ${service} ${operation}: ${String(response.status)} ${text}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

// A module, as it awaits.
export {};
