import { describe, expect, test } from '@jest/globals';
import { parseCustomerFile } from '../../domain/yaml-document.ts';
import { customerOf, edited, faultsOf, harborDental, northwindLegal, perDeviceText } from './examples.ts';

test('the example files are right, and their names are their ids', () => {
  expect(customerOf['per-incident']).toMatchObject({
    id: 'harbor-dental',
    service: { model: 'per-incident' },
  });
  expect(customerOf['time-based']).toMatchObject({ id: 'northwind-legal', service: { model: 'time-based' } });
});

type Edit = readonly [from: string, to: string];
const refused: readonly [
  what: string,
  text: string,
  edits: readonly Edit[],
  field: string,
  message: string,
][] = [
  ['an id with capitals', harborDental, [['id: harbor-dental', 'id: Harbor']], 'id', 'is not a customer id'],
  [
    'an id too long',
    harborDental,
    [['id: harbor-dental', `id: ${'a'.repeat(41)}`]],
    'id',
    'is not a customer id',
  ],
  [
    'a company id in quotes',
    harborDental,
    [['29683510', '"29683510"']],
    'systems.autotask.companyId',
    'company id',
  ],
  ['a negative company id', harborDental, [['29683510', '-1']], 'systems.autotask.companyId', 'company id'],
  [
    'an offset for a zone',
    harborDental,
    [['timeZone: America/New_York', 'timeZone: "-05:00"']],
    'timeZone',
    'time zone',
  ],
  [
    'an unknown zone',
    harborDental,
    [['timeZone: America/New_York', 'timeZone: America/Newark']],
    'timeZone',
    'time zone',
  ],
  [
    'a time without zeros',
    northwindLegal,
    [['"06:00"', '"6:00"']],
    'contract.goLive.time',
    'is not a time of day',
  ],
  [
    'a time of 24:00',
    northwindLegal,
    [['"06:00"', '"24:00"']],
    'contract.goLive.time',
    'is not a time of day',
  ],
  ['no clause', harborDental, [['    clause: § 3.1\n', '']], 'contract.goLive.clause', 'is missing'],
  [
    'an empty clause',
    harborDental,
    [['clause: § 3.1', 'clause: ""']],
    'contract.goLive.clause',
    'is not a line of text',
  ],
  [
    'a name of two lines',
    harborDental,
    [['accountName: Harbor', 'accountName: |\n      Har\n      bor']],
    'systems.liftOff.accountName',
    'is not a line',
  ],
  [
    'a week without a day',
    harborDental,
    [
      [
        harborDental.slice(harborDental.indexOf('      days:'), harborDental.indexOf('      # What holds')),
        '      days: {}\n',
      ],
    ],
    'contract.helpDeskHours.value.days',
    'has no day',
  ],
  [
    'hours that end before they start',
    harborDental,
    [['monday: { from: "07:30", to: "20:30" }', 'monday: { from: "20:30", to: "07:30" }']],
    'contract.helpDeskHours.value.days.monday.to',
    'ends before it starts',
  ],
  [
    'days for 24/7',
    northwindLegal,
    [['kind: 24/7', 'kind: 24/7\n      days: {}']],
    'contract.helpDeskHours.value.days',
    'is not a key',
  ],
  [
    'another help desk',
    harborDental,
    [['id: harbor-dental', 'id: harbor-dental\nhelpDesk: connectwise']],
    'helpDesk',
    'does not work yet',
  ],
  [
    'Splashtop without a group',
    harborDental,
    [['  liftOff:', '  splashtop: {}\n  liftOff:']],
    'systems.splashtop.group',
    'is missing',
  ],
  [
    'a VIP twice, in other letters',
    harborDental,
    [['vips:\n', 'vips:\n  - { name: D. Whitfield, email: Dana.Whitfield@Harbor-Dental.example.com }\n']],
    'vips[1].email',
    'is already the email of number 1',
  ],
  [
    'an approver twice',
    harborDental,
    [['approvers:\n', 'approvers:\n  - { name: L., email: luis.ortega@harbor-dental.example.com }\n']],
    'approvers[1].email',
    'is already the email of number 1',
  ],
  [
    'a location twice',
    northwindLegal,
    [['Evanston office', 'loop office']],
    'locations[1].name',
    'is already the name',
  ],
  [
    'half-day with 24/7 hours (R33)',
    northwindLegal,
    [
      [
        'model: time-based',
        'model: per-device\n  helpDeskType: { value: half-day, clause: x }\n  acceptsDevicesNotOnboarded: true',
      ],
    ],
    'service.helpDeskType.value',
    'are around the clock',
  ],
  [
    '24/7 with weekly hours (R33)',
    perDeviceText,
    [['value: half-day', 'value: 24/7']],
    'service.helpDeskType.value',
    'are weekly',
  ],
];

describe('refused', () => {
  test.each(refused)('%s', (_what, text, edits, field, message) => {
    const faults = faultsOf(parseCustomerFile(edited(text, ...edits), 'x.yaml'));
    expect(faults.map((fault) => fault.field)).toEqual([field]);
    expect(faults[0]?.message).toContain(message);
  });
});

describe('allowed', () => {
  const allowed: readonly [what: string, text: string, edits: readonly Edit[]][] = [
    ['somebody who is VIP and approver (R5)', harborDental, [['luis.ortega@', 'dana.whitfield@']]],
    [
      'nobody in a list',
      harborDental,
      [
        [
          'approvers:\n  - name: Luis Ortega\n    email: luis.ortega@harbor-dental.example.com',
          'approvers: []',
        ],
      ],
    ],
    [
      'other names in other systems',
      harborDental,
      [
        [
          '  liftOff:',
          '  itGlue: { organizationName: H }\n  dattoRmm: { siteName: H }\n  screenConnect: { groupName: H }\n' +
            '  splashtop: { group: H }\n  liftOff:',
        ],
      ],
    ],
    [
      'our help desk by name',
      harborDental,
      [['id: harbor-dental', 'id: harbor-dental\nhelpDesk: mission-control']],
    ],
    ['company 0, the MSP itself', harborDental, [['29683510', '0']]],
    [
      '24/7 type with 24/7 hours',
      northwindLegal,
      [
        [
          'model: time-based',
          'model: per-device\n  helpDeskType: { value: 24/7, clause: x }\n  acceptsDevicesNotOnboarded: true',
        ],
      ],
    ],
    ['names that are not English', harborDental, [['name: Dana Whitfield', 'name: Ćirić Đurđa 株式会社']]],
  ];
  test.each(allowed)('%s', (_what, text, edits) => {
    expect(parseCustomerFile(edited(text, ...edits), 'x.yaml')).toMatchObject({ ok: true });
  });
});
