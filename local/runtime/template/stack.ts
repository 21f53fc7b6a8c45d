/** One resource as CloudFormation prints it, its properties not yet resolved. */
export interface TemplateResource {
  type: string;
  properties: Record<string, unknown>;
}

/** What `serverless package` printed for one service. */
export interface Stack {
  /** The service's folder name, such as `planner`. */
  name: string;
  /** Absolute path of the folder that holds the template and the functions' zips. */
  folder: string;
  resources: Record<string, TemplateResource>;
  /** Values of the template's parameters, where it has any. */
  parameters?: Record<string, string>;
}

/** Where the local cloud pretends to be. */
export interface Place {
  /** Twelve digits. */
  accountId: string;
  region: string;
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  endpoint: string;
}
