import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';

import { jsonAnswer, type HttpAnswer, type HttpRequest } from '../choreography/http-answer.ts';

const logger = new Logger();

/** One Lambda function behind an HTTP API (payload 2.0). What it throws is logged and answered with a plain 500. */
export function httpFunction(answer: (request: HttpRequest, context: Context) => Promise<HttpAnswer>) {
  return middy(async (request: HttpRequest, context: Context): Promise<HttpAnswer> => {
    try {
      return await answer(request, context);
    } catch (error) {
      logger.error('not answered', error instanceof Error ? error : new Error(String(error)));
      return jsonAnswer(500, { error: 'The request failed here. Nothing was lost; send it again.' });
    }
  }).use(injectLambdaContext(logger));
}
