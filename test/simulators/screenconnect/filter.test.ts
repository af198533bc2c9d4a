import { expect, test } from '@jest/globals';
import { parseFilter } from '../../../simulators/screenconnect/filter.ts';
import { machine } from '../../../simulators/screenconnect/seed-machines.ts';

const machines = [
  machine("O'Neil", 'A-SRV-01', 'NY'),
  machine('Acme', 'A-PC-01', 'NY'),
  machine('acme', 'B-PC-02', 'NJ'),
];

test.each([
  ['', ['A-SRV-01', 'A-PC-01', 'B-PC-02']],
  ["CustomProperty1 = 'O''Neil'", ['A-SRV-01']],
  ["CustomProperty1 = 'Acme'", ['A-PC-01']],
  ["CustomProperty1 <> 'Acme' AND CustomProperty2 = 'NY'", ['A-SRV-01']],
  ["Name LIKE '*-srv-*' OR CustomProperty2 = 'NJ' AND Name LIKE 'B*'", ['A-SRV-01', 'B-PC-02']],
  ["NOT (Name LIKE 'A-*')", ['B-PC-02']],
  ["Name LIKE '*02'", ['B-PC-02']],
  ["Name LIKE 'A*01'", []],
  ["Name in ('A-PC-01', 'B-PC-02')", ['A-PC-01', 'B-PC-02']],
  ["CustomProperty5 = ''", ['A-SRV-01', 'A-PC-01', 'B-PC-02']],
])('%s', (filter, names) => {
  expect(machines.filter(parseFilter(filter)).map(({ Name }) => Name)).toEqual(names);
});

test.each([
  "CustomProperty9 = 'x'",
  "Name = 'O'Neil'",
  'Name',
  "Name = 'x' Name",
  "Name LIKE 'x",
  "(Name = 'x'",
  'Name = 5',
])('not a filter: %s', (filter) => {
  expect(() => parseFilter(filter)).toThrow(expect.objectContaining({ name: 'FilterError' }));
});
