import { isKnownRegion } from '#shared/domain/regions.ts';

/** What a deployment parameter must look like. */
export interface ParameterRule {
  allows(value: string): boolean;
  expected: string;
  /** How to get a good value. */
  next?: string;
  /** What was found, where the value itself must not be shown. */
  showFound?: (value: string) => string;
}

/** A person who knows the ExternalId of one hub must not find another's by trying: shorter ones are guessed or reused. */
const EXTERNAL_ID_CHARACTERS_MIN = 16;
/** AWS takes 2 to 1,224 characters (IAM, AssumeRole). */
const EXTERNAL_ID_CHARACTERS_MAX = 1_224;
/** "aaaaaaaaaaaaaaaa" is long, and no secret. */
const EXTERNAL_ID_DIFFERENT_MIN = 8;
/** The one of the local cloud. It stands in this repository, so it protects nothing elsewhere. */
const LOCAL_EXTERNAL_ID = 'patchwave-local';

const listOf = (allowsOne: (value: string) => boolean) => (values: string): boolean => values.split(',').every((value) => allowsOne(value.trim()));

const organizationId: ParameterRule = {
  allows: (value) => /^o-[a-z0-9]{10,32}$/.test(value),
  expected: 'the id of your organization: o- and 10 to 32 lower-case letters or digits',
  next: '"aws organizations describe-organization" tells it.',
};

const externalId: ParameterRule = {
  allows: (value) => /^[\w+=,.@:/-]+$/.test(value) && isHardToGuess(value),
  expected: `${String(EXTERNAL_ID_CHARACTERS_MIN)} to ${String(EXTERNAL_ID_CHARACTERS_MAX)} random characters out of A-Z a-z 0-9 _ + = , . @ : / -, at least ${String(EXTERNAL_ID_DIFFERENT_MIN)} of them different`,
  next: 'AWS itself takes two characters, but one that can be guessed lets another customer of a shared hub in. "openssl rand -hex 20" makes a good one; give the same to the spokes.',
  showFound: (value) => `${String(value.length)} characters, ${String(new Set(value).size)} of them different`,
};

const localExternalIdToo: ParameterRule = { ...externalId, allows: (value) => value === LOCAL_EXTERNAL_ID || externalId.allows(value) };

const roleName: ParameterRule = {
  allows: (value) => /^[\w+=,.@-]{1,64}$/.test(value),
  expected: 'the name of an IAM role: 1 to 64 characters out of A-Z a-z 0-9 _ + = , . @ -',
};

const regions: ParameterRule = {
  allows: listOf(isKnownRegion),
  expected: 'an AWS region such as us-east-1, or several with commas between',
};

const units: ParameterRule = {
  allows: listOf((value) => /^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/.test(value)),
  expected: 'ids of organizational units such as ou-ab12-cdefgh34, or of the root such as r-ab12, with commas between',
  next: '"aws organizations list-organizational-units-for-parent --parent-id ROOT" tells them.',
};

const accounts: ParameterRule = {
  allows: listOf((value) => /^\d{12}$/.test(value)),
  expected: 'account ids of 12 digits, with commas between',
};

const principals: ParameterRule = {
  allows: listOf((value) => /^arn:aws[\w-]*:iam::(\d{12}|\*):(role|user)\/[\w+=,.@/*-]+$/.test(value)),
  expected: 'ARNs of IAM roles or users such as arn:aws:iam::123456789012:role/operators-*, with commas between',
  next: 'In an ARN of a session (arn:aws:sts::...:assumed-role/...) the role behind it is meant: "aws iam get-role --role-name NAME" tells its ARN.',
};

function oneOf(...values: string[]): ParameterRule {
  return { allows: (value) => values.includes(value), expected: `one of ${values.join(', ')}` };
}

function idsOf(prefix: string): ParameterRule {
  return { allows: listOf((value) => new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(value)), expected: `${prefix}-..., or several with commas between` };
}

const email: ParameterRule = { allows: (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value), expected: 'an e-mail address' };
const number: ParameterRule = { allows: (value) => /^[1-9]\d{0,4}$/.test(value), expected: 'a whole number from 1 to 99999' };

const byName: Readonly<Record<string, ParameterRule>> = {
  // What CloudWatch Logs takes, up to two years.
  logRetentionDays: oneOf('1', '3', '5', '7', '14', '30', '60', '90', '120', '150', '180', '365', '400', '545', '731'),
  logLevel: oneOf('DEBUG', 'INFO', 'WARN', 'ERROR'),
  preset: oneOf('development', 'staging', 'production'),
  dataDeletionPolicy: oneOf('Retain', 'Delete'),
  deletionProtection: oneOf('true', 'false'),
  trail: oneOf('true', 'false'),
  spokesCalledAs: oneOf('SELF', 'DELEGATED_ADMIN'),
  operatorArns: principals,
  runRetentionDays: number,
  longestRunHours: number,
  dueShards: number,
  alarmEmail: email,
  noticeEmail: email,
  vpcId: idsOf('vpc'),
  subnetIds: idsOf('subnet'),
  securityGroupIds: idsOf('sg'),
  routeTableIds: idsOf('rtb'),
};

/** Those not named above say by the end of their name what they hold. */
const byEnding: readonly [RegExp, ParameterRule][] = [
  [/OrganizationId$/i, organizationId],
  [/ExternalId$/i, externalId],
  [/RoleName$/i, roleName],
  [/Regions?$/i, regions],
  [/(OrganizationalUnit(Id)?s?|Ou(Id)?s?|UnitIds?)$/i, units],
  [/Account(Id)?s?$/i, accounts],
];

/** The rule of a parameter; undefined for those of which only the template knows what is good. */
export function ruleOf(name: string, stage: string): ParameterRule | undefined {
  const rule = byName[name] ?? byEnding.find(([ending]) => ending.test(name))?.[1];
  return rule === externalId && stage === 'dev' ? localExternalIdToo : rule;
}

export const regionRule = regions;

function isHardToGuess(value: string): boolean {
  return value.length >= EXTERNAL_ID_CHARACTERS_MIN && value.length <= EXTERNAL_ID_CHARACTERS_MAX && new Set(value).size >= EXTERNAL_ID_DIFFERENT_MIN;
}
