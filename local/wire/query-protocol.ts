import { randomUUID } from 'node:crypto';

import { unmodelledStatus } from './error-status.ts';
import { decodeForm, type FormDialect } from './form-decoding.ts';
import type { ProtocolCodec } from './protocol-codec.ts';
import { writeXmlMembers, type ServiceSchemas } from './schema-codecs.ts';
import type { AwsError } from './service.ts';
import { queryOf, type WireRequest } from './wire-message.ts';
import { xmlElements } from './xml-text.ts';

const XML_HEADERS = { 'content-type': 'text/xml;charset=UTF-8' };

/** `Action=AssumeRole&...` in, XML out: STS in the `query` dialect, EC2 in its own. */
export function queryProtocol(dialect: FormDialect): ProtocolCodec {
  return {
    decode(request, model) {
      const form = formOf(request);
      const operation = form.get('Action') ?? '';
      const operationModel = model.operations.get(operation);
      return {
        operation,
        operationModel,
        readInput: () => operationModel && decodeForm(operationModel.input, form, dialect),
      };
    },
    encode(output, { operationModel, model }) {
      const members = writeXmlMembers(operationModel.output, output);
      const { name } = operationModel;
      const content =
        dialect === 'ec2Query'
          ? `${xmlElements({ requestId: randomUUID() })}${members}`
          : `<${name}Result>${members}</${name}Result><ResponseMetadata>${xmlElements({ RequestId: randomUUID() })}</ResponseMetadata>`;
      const body = `<${name}Response xmlns="${model.xmlNamespace}">${content}</${name}Response>`;
      return { status: 200, headers: XML_HEADERS, body };
    },
    encodeError(error, { model }) {
      const { status, code } = queryError(error, model);
      return { status, headers: XML_HEADERS, body: dialect === 'ec2Query' ? ec2Error(error) : classicError(error, code, status) };
    },
  };
}

function formOf(request: WireRequest): URLSearchParams {
  return request.method === 'GET' ? queryOf(request) : new URLSearchParams(request.body.toString());
}

function queryError(error: AwsError, model: ServiceSchemas): { status: number; code: string } {
  const errorModel = model.errors.get(error.code);
  return {
    status: errorModel?.status ?? unmodelledStatus(error.code),
    code: errorModel?.queryCode ?? error.code,
  };
}

function classicError(error: AwsError, code: string, status: number): string {
  const fields = xmlElements({ Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: error.message });
  return `<ErrorResponse><Error>${fields}</Error>${xmlElements({ RequestId: randomUUID() })}</ErrorResponse>`;
}

function ec2Error(error: AwsError): string {
  const fields = xmlElements({ Code: error.code, Message: error.message });
  const errors = `<Errors><Error>${fields}</Error></Errors>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${errors}${xmlElements({ RequestID: randomUUID() })}</Response>`;
}
