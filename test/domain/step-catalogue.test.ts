import { describe, expect, test } from '@jest/globals';
import { type ServiceModel, serviceSchema } from '../../domain/customer-file.ts';
import { showHours } from '../../domain/hours.ts';
import {
  catalogue,
  isReadable,
  recordNames,
  stepIds,
  stepsOf,
  systemOf,
  systemTitles,
} from '../../domain/steps/catalogue.ts';
import { perIncidentLabel } from '../../domain/steps/per-incident-intake.ts';
import type { Facts, Step, StepId } from '../../domain/steps/step.ts';
import { customerOf, wish } from './examples.ts';

const models: readonly ServiceModel[] = ['per-incident', 'time-based', 'per-device'];

describe('what each step wants', () => {
  const dana = { name: 'Dana Whitfield', email: 'dana.whitfield@harbor-dental.example.com' };
  const luis = { name: 'Luis Ortega', email: 'luis.ortega@harbor-dental.example.com' };
  const grace = { name: 'Grace Kim', email: 'grace.kim@northwind-legal.example.com' };
  const omar = { name: 'Omar Haddad', email: 'omar.haddad@northwind-legal.example.com' };
  const span = { from: '07:30', to: '20:30' };
  const weekly = {
    kind: 'weekly',
    zone: 'America/New_York',
    days: { monday: span, tuesday: span, wednesday: span, thursday: span, friday: span },
    holidays: 'closed',
  };
  const referBack = 'Please refer this type of request back to MSP.';
  const texts = { newUserSetup: referBack, newWorkstationSetup: referBack, userTermination: referBack };
  const field = 'Mission Control Help Desk';
  const access = ['ViewSessionGroup', 'JoinSession'];
  const inWords = showHours(customerOf['per-incident'].contract.helpDeskHours.value);

  const table: readonly (readonly [
    step: StepId,
    model: ServiceModel,
    preparation: unknown,
    live: unknown,
  ])[] = [
    ['lift-off-account', 'per-incident', true, true],
    ['lift-off-account', 'time-based', true, true],
    ['lift-off-account', 'per-device', true, true],
    ['per-incident-intake', 'per-incident', false, true],
    ['per-incident-intake', 'time-based', false, true],
    ['per-incident-intake', 'per-device', false, false],
    ['vip-users', 'per-incident', [dana], [dana]],
    ['vip-users', 'time-based', [grace], [grace]],
    ['vip-users', 'per-device', [dana], [dana]],
    ['approvers', 'per-incident', [luis], [luis]],
    ['approvers', 'time-based', [omar], [omar]],
    ['approvers', 'per-device', [luis], [luis]],
    ['business-hours', 'per-incident', weekly, weekly],
    ['business-hours', 'time-based', { kind: '24/7' }, { kind: '24/7' }],
    ['business-hours', 'per-device', weekly, weekly],
    ['instructions', 'per-incident', texts, texts],
    ['instructions', 'time-based', texts, texts],
    ['instructions', 'per-device', texts, texts],
    ...(
      [
        ['documented-plan', undefined, field],
        ['site-mapping', true, true],
        ['site-group', true, true],
        ['session-group-access', access, access],
        ['help-desk-join', 'enabled', 'enabled'],
        ['splashtop-access', true, true],
        ['test-call', undefined, true],
        ['test-ticket', undefined, true],
        ['user-notice', undefined, true],
      ] as const
    ).flatMap(([id, preparation, live]) => models.map((model) => [id, model, preparation, live] as const)),
    ['documented-hours', 'per-incident', inWords, inWords],
    ['documented-hours', 'time-based', '24/7', '24/7'],
    ['documented-hours', 'per-device', inWords, inWords],
    // Northwind has two locations, the others one.
    ['location-request', 'per-incident', undefined, undefined],
    ['location-request', 'time-based', true, true],
    ['location-request', 'per-device', undefined, undefined],
    ['hours-note', 'per-incident', true, true],
    ['hours-note', 'time-based', true, true],
    // R39: only where devices that are not onboarded are accepted.
    ['hours-note', 'per-device', undefined, undefined],
    ['help-desk-field', 'per-incident', undefined, field],
    ['help-desk-field', 'time-based', undefined, field],
    ['help-desk-field', 'per-device', undefined, field],
  ];

  test.each(table)('%s of a %s customer', (id, model, preparation, live) => {
    expect(catalogue[id].wanted(wish(model, 'preparation'))).toEqual(preparation);
    expect(catalogue[id].wanted(wish(model, 'live'))).toEqual(live);
  });

  test('the table knows every step and every model', () => {
    const known = table.map(([id, model]) => `${id} ${model}`);
    const all = stepIds.flatMap((id) => models.map((model) => `${id} ${model}`));
    expect(known.toSorted()).toEqual(all.toSorted());
    expect(serviceSchema.options.map((option) => option.shape.model.value)).toEqual(models);
  });
});

describe('the labels that portals show, letter for letter', () => {
  test('R1, R21', () =>
    expect(perIncidentLabel).toBe('Allow Per-Incident/Block-Hour Tickets for this account'));
  test('R10', () =>
    expect(catalogue.instructions.wanted(wish('per-incident', 'live'))).toEqual({
      newUserSetup: 'Please refer this type of request back to MSP.',
      newWorkstationSetup: 'Please refer this type of request back to MSP.',
      userTermination: 'Please refer this type of request back to MSP.',
    }));
});

describe('the catalogue as a whole', () => {
  test('lists every step once, under its own id', () => {
    expect(stepIds.toSorted()).toEqual(Object.keys(catalogue).toSorted());
    for (const id of stepIds) expect(catalogue[id].id).toBe(id);
    expect(recordNames.flatMap(stepsOf).toSorted()).toEqual(stepIds.toSorted());
  });

  test('needs refer to steps, never lead back, and stand in the order of the list', () => {
    for (const [index, id] of stepIds.entries()) {
      // A need that stands earlier in one list can never be part of a circle.
      for (const need of catalogue[id].needs) expect(stepIds.slice(0, index)).toContain(need);
    }
  });

  test('every other step of Lift Off waits for R1, directly or not', () => {
    const waits = (id: StepId): boolean =>
      catalogue[id].needs.some((need) => need === 'per-incident-intake' || waits(need));
    const others = stepsOf('lift-off-account').filter(
      (id) => !['lift-off-account', 'per-incident-intake'].includes(id),
    );
    expect(others.filter((id) => !waits(id))).toEqual([]);
  });

  test('the steps of R1, R17 and R20 can never be waived (R22)', () => {
    const never = stepIds.filter((id) => catalogue[id].waiving === 'never');
    expect(never).toEqual(['lift-off-account', 'per-incident-intake', 'help-desk-field']);
  });

  test('cancelling never turns the box of R1 on', () => {
    expect(catalogue['per-incident-intake'].undo).toMatchObject({ kind: 'safe-value', value: false });
  });

  test.each(stepIds)('%s names its rules and has a title', (id) => {
    expect(catalogue[id].rules.length).toBeGreaterThan(0);
    for (const rule of catalogue[id].rules) expect(rule).toMatch(/^R\d+$/);
    expect(catalogue[id].title).not.toBe('');
  });
});

const twoLocations: Facts = { activeLocations: ['Main office', 'Annex'] };

function instructionOf<Id extends StepId>(
  step: Step<Id>,
  model: ServiceModel,
  facts: Facts = {},
): string | undefined {
  const asked = { ...wish(model, 'live'), facts };
  const wanted = step.wanted(asked);
  return wanted === undefined ? undefined : step.byHand(wanted, asked);
}

describe('the instruction by hand names system, record and value', () => {
  const customerName = 'Harbor Dental Group (example)';
  const cases: readonly [id: StepId, text: string | undefined, value: readonly string[]][] = [
    [
      'lift-off-account',
      instructionOf(catalogue['lift-off-account'], 'per-incident'),
      [customerName, '29683510', 'R1'],
    ],
    [
      'per-incident-intake',
      instructionOf(catalogue['per-incident-intake'], 'per-incident'),
      [customerName, perIncidentLabel, 'on,'],
    ],
    [
      'per-incident-intake',
      instructionOf(catalogue['per-incident-intake'], 'per-device'),
      [customerName, perIncidentLabel, 'off,'],
    ],
    [
      'vip-users',
      instructionOf(catalogue['vip-users'], 'per-incident'),
      [customerName, 'VIPs', 'Dana Whitfield', 'dana.whitfield@'],
    ],
    [
      'approvers',
      instructionOf(catalogue.approvers, 'per-incident'),
      [customerName, 'Approvers', 'Luis Ortega', 'luis.ortega@'],
    ],
    [
      'business-hours',
      instructionOf(catalogue['business-hours'], 'per-incident'),
      [customerName, 'Mon–Fri 07:30–20:30', 'America/New_York'],
    ],
    [
      'instructions',
      instructionOf(catalogue.instructions, 'per-incident'),
      [customerName, '“Please refer this type of request back to MSP.”', 'User Termination Instructions'],
    ],
    [
      'help-desk-field',
      instructionOf(catalogue['help-desk-field'], 'per-incident'),
      [customerName, 'Help Desk:', '“Mission Control Help Desk”'],
    ],
    [
      'documented-hours',
      instructionOf(catalogue['documented-hours'], 'per-incident'),
      [customerName, 'Site Summary', 'Mon–Fri 07:30–20:30'],
    ],
    [
      'documented-plan',
      instructionOf(catalogue['documented-plan'], 'per-incident'),
      [customerName, 'Site Summary', '“Mission Control Help Desk”'],
    ],
    [
      'hours-note',
      instructionOf(catalogue['hours-note'], 'per-incident'),
      ['success@example.com', 'help-desk hours'],
    ],
    [
      'location-request',
      instructionOf(catalogue['location-request'], 'per-incident', twoLocations),
      ['customers@example.com', 'activate all'],
    ],
    [
      'site-mapping',
      instructionOf(catalogue['site-mapping'], 'per-incident'),
      [customerName, 'Map the site to an existing Autotask company'],
    ],
    [
      'site-group',
      instructionOf(catalogue['site-group'], 'per-incident'),
      [customerName, '“MC Help Desk Customers”', 'Save, OK, OK'],
    ],
    [
      'session-group-access',
      instructionOf(catalogue['session-group-access'], 'per-incident'),
      [customerName, '“Help Desk 2”', 'ViewSessionGroup, JoinSession', 'Save Role'],
    ],
    [
      'help-desk-join',
      instructionOf(catalogue['help-desk-join'], 'per-incident'),
      [customerName, 'Join must not be greyed out'],
    ],
    [
      'splashtop-access',
      instructionOf(catalogue['splashtop-access'], 'per-incident'),
      ['“Harbor Dental”', 'helpdesk@example.com'],
    ],
    [
      'test-call',
      instructionOf(catalogue['test-call'], 'per-incident'),
      [customerName, '(347) 308-6455', 'help desk team'],
    ],
    [
      'test-ticket',
      instructionOf(catalogue['test-ticket'], 'per-incident'),
      [customerName, '[Mission Control] return to MC'],
    ],
    [
      'user-notice',
      instructionOf(catalogue['user-notice'], 'per-incident'),
      [customerName, '(347) 308-6455', 'help desk team'],
    ],
  ];

  test.each(cases)('%s', (id, text, value) => {
    if (isReadable(catalogue[id].record))
      expect(text).toMatch(new RegExp(`^${systemTitles[systemOf(id)]}(,| →) `));
    for (const part of value) expect(text).toContain(part);
  });

  test('every step has its case', () => {
    expect(new Set(cases.map(([id]) => id))).toEqual(new Set(stepIds));
  });
});
