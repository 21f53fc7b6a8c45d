import { AwsError } from '#local/wire/service.ts';

export function refuseContent(reason: string): never {
  throw new AwsError('InvalidDocumentContent', `The content of the calendar is not valid: ${reason}`);
}
