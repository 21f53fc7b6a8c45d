import { table, type Row } from './table.ts';

const row: Row = { name: 'a-figure', value: 1.23456, unit: 's', floor: 0.1, peer: 30, gate: 2, passed: true, side: 'at most', note: undefined };

test('the table says plainly which gate is not met', () => {
  expect(table([row, { ...row, name: 'another', value: 1, passed: false, side: 'exactly', note: '10 of 10' }])).toBe(
    [
      '         metric    value   gate  floor  peer  unit',
      'ok       a-figure  1.2346  <= 2  0.1    30    s',
      'NOT MET  another   1       = 2   0.1    30    s     10 of 10',
    ].join('\n'),
  );
});
