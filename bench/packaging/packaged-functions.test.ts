import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strToU8, zipSync } from 'fflate';

import { packagedFunctions } from './packaged-functions.ts';

const bundle = strToU8('export const control = () => "handled";\n'.repeat(100));
const zip = zipSync({ 'src/lambda.mjs': bundle, 'src/notice.txt': strToU8('a notice') });
const control = {
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'patchwave-dev-planner-control', Handler: 'src/lambda.control', Environment: { Variables: { STAGE: 'dev', QUEUE_URL: { Ref: 'ControlQueue' } } } },
};

let root: string;
afterEach(() => rmSync(root, { recursive: true }));

function packaged(name: string, { Properties }: typeof control): void {
  root = mkdtempSync(join(tmpdir(), 'patchwave-packaged-'));
  const folder = join(root, 'services', 'planner', '.serverless');
  mkdirSync(join(root, 'services', 'spoke'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const template = { Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} }, Control: { ...control, Properties } } };
  writeFileSync(join(folder, 'cloudformation-template-update-stack.json'), JSON.stringify(template));
  writeFileSync(join(folder, name), zip);
}

describe('a packaged function', () => {
  it('has its sizes, its module and the variables of its template', () => {
    packaged('control.zip', control);
    expect(packagedFunctions(root)).toEqual([
      {
        name: 'patchwave-dev-planner-control', rawBytes: bundle.length + 'a notice'.length, zipBytes: zip.length, module: new Uint8Array(bundle),
        variables: { STAGE: 'dev', QUEUE_URL: 'known-when-deployed' },
      },
    ]);
  });

  it('without its module is refused by name', () => {
    packaged('control.zip', { ...control, Properties: { ...control.Properties, Handler: 'src/other.control' } });
    expect(() => packagedFunctions(root)).toThrow('patchwave-dev-planner-control: found src/lambda.mjs, src/notice.txt in its zip, expected src/other.mjs.');
  });
});
