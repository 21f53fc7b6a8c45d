/** A template as the packager prints it, as far as it matters here. */
export interface Template {
  Resources: Record<string, Resource>;
}

export interface Resource {
  Type: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Properties: Record<string, unknown>;
}

/** What CloudFormation asks for to take existing resources into a stack (create-change-set of the type IMPORT). */
export interface Import {
  template: Template;
  resources: { ResourceType: string; LogicalResourceId: string; ResourceIdentifier: Record<string, string> }[];
}

/** Stand in an identifier for what only the account knows; adopt.sh fills them in. */
export const ACCOUNT_ID = 'ACCOUNT-ID';
export const KEY_ID = 'KEY-ID';

const identifierOf: Record<string, (resource: Resource) => Record<string, string>> = {
  'AWS::DynamoDB::Table': ({ Properties }) => ({ TableName: literal(Properties['TableName']) }),
  'AWS::DynamoDB::GlobalTable': ({ Properties }) => ({ TableName: literal(Properties['TableName']) }),
  'AWS::S3::Bucket': ({ Properties }) => ({ BucketName: literal(Properties['BucketName']) }),
  'AWS::KMS::Key': () => ({ KeyId: KEY_ID }),
};

/**
 * The import of all that the last removal has kept of this stack; undefined when it keeps nothing. The template is cut
 * down to those resources, and of a resource goes what refers to another one: the next deployment adds it again.
 */
export function importOf({ Resources }: Template): Import | undefined {
  const kept = Object.entries(Resources).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'RetainExceptOnCreate');
  if (kept.length === 0) return undefined;
  const names = new Set(kept.map(([logicalId]) => logicalId));
  return {
    template: { Resources: Object.fromEntries(kept.map(([logicalId, resource]) => [logicalId, standingAlone(resource, names)])) },
    resources: kept.map(([LogicalResourceId, resource]) => ({ ResourceType: resource.Type, LogicalResourceId, ResourceIdentifier: identifier(LogicalResourceId, resource) })),
  };
}

function identifier(logicalId: string, resource: Resource): Record<string, string> {
  const identify = identifierOf[resource.Type];
  if (identify === undefined) throw new Error(`${logicalId}: found a ${resource.Type} that is kept, expected one of ${Object.keys(identifierOf).join(', ')}.`);
  return identify(resource);
}

function standingAlone({ Type, DeletionPolicy, UpdateReplacePolicy, Properties }: Resource, kept: ReadonlySet<string>): Resource {
  const properties = Object.entries(Properties).filter(([, value]) => referredTo(value).every((name) => kept.has(name)));
  return {
    Type,
    ...(DeletionPolicy === undefined ? {} : { DeletionPolicy }),
    ...(UpdateReplacePolicy === undefined ? {} : { UpdateReplacePolicy }),
    Properties: Object.fromEntries(properties),
  };
}

/** The logical ids that a value refers to, at any depth. */
export function referredTo(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referredTo);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return ownNames([String(inner)]);
    if (key === 'Fn::GetAtt') return ownNames([String((inner as unknown[])[0])]);
    if (key === 'Fn::Sub') return ownNames([...JSON.stringify(inner).matchAll(/\$\{([\w:]+)/g)].map(([, name]) => name ?? ''));
    return referredTo(inner);
  });
}

const ownNames = (names: string[]): string[] => names.filter((name) => !name.startsWith('AWS::'));

function literal(name: unknown): string {
  const { 'Fn::Sub': text } = (typeof name === 'object' ? name : { 'Fn::Sub': name }) as { 'Fn::Sub': unknown };
  return String(text).replace('${AWS::AccountId}', ACCOUNT_ID);
}
