import { expect, test } from '@jest/globals';
import { fileHash } from '../../client/customer-file.ts';
import { fileDifferences, showFileDifferences } from '../../client/file-difference.ts';
import { customer, harborDental } from '../domain/examples.ts';
import { harbor } from './states.ts';

test('comments and the order of keys do not make another file', () => {
  const commented = customer(harborDental, ['schema: 1\n', 'schema: 1 # the first\n\n']);
  const { name, ...rest } = harbor;
  expect(fileHash(commented)).toBe(fileHash(harbor));
  expect(fileHash({ ...rest, name })).toBe(fileHash(harbor));
});

test('every value counts', () => {
  expect(fileHash(customer(harborDental, ['§ 3.1', '§ 3.2']))).not.toBe(fileHash(harbor));
});

test('differences are told field by field', () => {
  const changed = customer(
    harborDental,
    ['date: 2026-12-14', 'date: 2026-12-15\n    time: "06:00"'],
    ['Luis Ortega', 'Luisa Ortega'],
  );
  const differences = fileDifferences(harbor, changed);
  expect(differences).toEqual([
    { field: 'contract.goLive.date', running: '"2026-12-14"', file: '"2026-12-15"' },
    { field: 'approvers[0].name', running: '"Luis Ortega"', file: '"Luisa Ortega"' },
    { field: 'contract.goLive.time', running: undefined, file: '"06:00"' },
  ]);
  expect(showFileDifferences(differences)).toContain('  contract.goLive.time: nothing → "06:00"');
});

test('a file that says the same has no differences', () => {
  expect(fileDifferences(harbor, customer(harborDental))).toEqual([]);
});
