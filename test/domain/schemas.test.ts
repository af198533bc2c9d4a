import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';
import { customerFileSchema } from '../../domain/customer-file.ts';
import { profileSchema } from '../../domain/profile.ts';
import { parseCustomerFile, parseProfile } from '../../domain/yaml-document.ts';
import { jsonSchemas } from '../../schemas/json-schemas.ts';
import { edited, harborDental, minimalProfile, northwindLegal, perDeviceText, textOf } from './examples.ts';

test.each(Object.entries(jsonSchemas()))('%s is current (else run: npm run schemas)', (file, text) => {
  expect(textOf(`schemas/${file}`)).toBe(text);
});

/** Whether an editor finds nothing wrong. Formats stand beside patterns that say the same. */
const ajv = new Ajv({ strict: true, formats: { date: true, email: true } });
const accepts = {
  customer: ajv.compile(JSON.parse(textOf('schemas/customer.schema.json'))),
  onboarding: ajv.compile(JSON.parse(textOf('schemas/onboarding.schema.json'))),
};

const profile = textOf('onboarding.yaml');

describe('an editor finds nothing wrong', () => {
  test.each([
    ['onboarding.yaml', accepts.onboarding, profile],
    ['the shortest profile', accepts.onboarding, minimalProfile],
    ['harbor-dental.yaml', accepts.customer, harborDental],
    ['northwind-legal.yaml', accepts.customer, northwindLegal],
    ['a per-device customer', accepts.customer, perDeviceText],
  ])('%s', (_what, validate, text) => {
    validate(parse(text));
    expect(validate.errors).toBeNull();
  });
});

describe('an editor finds what `onboard` finds', () => {
  type Edit = readonly [from: string, to: string];
  const wrongProfiles: readonly [what: string, edit: Edit][] = [
    ['a misspelt key', ['siteSummary:', 'sitesummary:']],
    ['a value that is none', ['    region: us', '    region: uk']],
    ['a value that does not work yet', ['    port: 587', '    port: 587\n    replies: mailbox']],
    ['a key that is not read yet', ['    region: us', '    region: us\n    account: lakeside']],
    ['no text', ['name: Lakeside IT (example)', 'name: " "']],
    ['a time without a zero', ['"08:30"', '"8:30"']],
    ['a misspelt weekday', ['    monday:', '    mon:']],
    ['a date that does not exist', ['2026-12-25', '2026-02-30']],
    ['an e-mail address that is none', ['dana@lakeside-it.example.com', 'dana']],
    ['a secret', ['    mode: api\n', '    mode: api\n    credentials: { secret: hunter2 }\n']],
    ['a step of another system', ['# steps: { help-desk-field', 'steps: { approvers']],
    ['a number out of range', ['leadMinutes: 60', 'leadMinutes: 0']],
    ['no address of Lift Off', ['    url: https://liftoff.example.com/\n', '']],
  ];
  test.each(wrongProfiles)('%s', (_what, edit) => {
    const text = edited(profile, edit);
    expect([parseProfile(text, 'x.yaml').ok, accepts.onboarding(parse(text))]).toEqual([false, false]);
  });

  const wrongCustomers: readonly [what: string, edit: Edit][] = [
    ['an id with capitals', ['id: harbor-dental', 'id: Harbor']],
    ['a misspelt key', ['accountName:', 'account:']],
    ['no clause', ['    clause: § 3.1\n', '']],
    ['what another model needs', ['model: per-incident', 'model: per-device']],
    ['another help desk', ['schema: 1', 'schema: 1\nhelpDesk: connectwise']],
    ['a time of 24:00', ['"20:30"', '"24:00"']],
    ['no location', ['locations:\n  - name: Main office', 'locations: []']],
  ];
  test.each(wrongCustomers)('%s', (_what, edit) => {
    const text = edited(harborDental, edit);
    expect([parseCustomerFile(text, 'x.yaml').ok, accepts.customer(parse(text))]).toEqual([false, false]);
  });
});

test.each([
  ['onboarding.yaml', 'schemas/onboarding.schema.json'],
  ['customers/harbor-dental.yaml', 'schemas/customer.schema.json'],
  ['customers/northwind-legal.yaml', 'schemas/customer.schema.json'],
])('the first line of %s leads to %s', (file, schema) => {
  const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(textOf(file))?.[1] ?? '';
  expect(new URL(named, `file:///${file}`).pathname).toBe(`/${schema}`);
});

describe('the reference page names every key', () => {
  test.each([
    ['profile.md', profileSchema],
    ['customer-file.md', customerFileSchema],
  ])('%s', (page, schema) => {
    const text = textOf(`docs/reference/${page}`);
    const keys = keysOf(z.toJSONSchema(schema, { io: 'input' }));
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });
});

/** Every key with its path; a week, and the steps of a system, stand as one key. */
function keysOf(schema: z.core.JSONSchema._JSONSchema, path = ''): string[] {
  if (typeof schema === 'boolean') return [path];
  const { properties, items, oneOf } = schema;
  if (oneOf !== undefined) return oneOf.flatMap((one) => keysOf(one, path));
  if (typeof items === 'object' && !Array.isArray(items) && items.type === 'object')
    return keysOf(items, `${path}[]`);
  if (properties === undefined) return [path];
  return Object.entries(properties).flatMap(([key, value]) =>
    keysOf(value, path === '' ? key : `${path}.${key}`),
  );
}
