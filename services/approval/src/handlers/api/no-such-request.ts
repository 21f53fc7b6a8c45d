import { jsonAnswer, type HttpAnswer } from '#shared/choreography/http-answer.ts';

export function noSuchRequest(): HttpAnswer {
  return jsonAnswer(404, { error: 'There is no request for approval of this wave. GET /approvals lists those that wait.' });
}
