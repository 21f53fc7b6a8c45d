/** The settings of a function, read once at cold start. A missing one stops the function, naming it. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name}: found nothing in the function's environment, expected it to be set by serverless.yml.`);
  }
  return value;
}

export function numberSetting(name: string): number {
  const value = Number(setting(name));
  if (!Number.isFinite(value)) throw new Error(`${name}: found ${setting(name)}, expected a number.`);
  return value;
}

/** True on the local cloud: there S3 answers on one host for all buckets. */
export function isLocal(): boolean {
  return process.env['AWS_ENDPOINT_URL'] !== undefined;
}
