import { describe, expect, test } from '@jest/globals';
import { showFault } from '../../domain/fault.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { edited, faultsOf, minimalProfile, profile, textOf } from './examples.ts';

test('the example profile is right', () => {
  expect(parseProfile(textOf('onboarding.yaml'), 'onboarding.yaml')).toMatchObject({ ok: true });
});

test('a short profile gets the documented defaults', () => {
  const page = textOf('docs/reference/profile.md');
  const rows = new Map(
    page
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, key, , value]) => [key, value]),
  );
  for (const [path, value] of leaves(profile())) {
    if (/^(schema|msp\.|people)/.test(path)) continue;
    const row = rows.get(`\`${path}\``);
    if (path !== 'systems.liftOff.url')
      expect([path, row]).toEqual([path, value === '' ? 'none' : `\`${value}\``]);
  }
});

type Edit = readonly [from: string, to: string];
const liftOffUrl = 'url: https://liftoff.example.com/';
const systems = 'systems:\n';

describe('refused', () => {
  const refused: readonly [what: string, edit: Edit, fields: readonly string[]][] = [
    [
      'nobody',
      ['people:\n  - { id: dana, name: Dana Reyes, email: dana@example.com, roles: [ops] }', 'people: []'],
      ['people'],
    ],
    [
      'the same login twice',
      [
        'roles: [ops] }',
        'roles: [ops], osUser: d }\n  - { id: d, name: D, email: d@example.com, roles: [owner], osUser: D }',
      ],
      ['people[1].osUser'],
    ],
    [
      'somebody on call who is not there',
      ['people:\n', 'policies: { onCall: { people: [dana, nobody] } }\npeople:\n'],
      ['policies.onCall.people[1]'],
    ],
    [
      'somebody in charge of statuses who is not there',
      ['systems:\n', 'systems:\n  autotask: { statusesPerson: nobody }\n'],
      ['systems.autotask.statusesPerson'],
    ],
    ['a person without a role', ['roles: [ops]', 'roles: []'], ['people[0].roles']],
    ['a role that is not known', ['roles: [ops]', 'roles: [boss, ops]'], ['people[0].roles[0]']],
    [
      'the same id twice',
      ['people:\n', 'people:\n  - { id: dana, name: D, email: d@example.com, roles: [owner] }\n'],
      ['people[1].id'],
    ],
    [
      'the same e-mail twice',
      ['people:\n', 'people:\n  - { id: d, name: D, email: Dana@example.com, roles: [owner] }\n'],
      ['people[1].email'],
    ],
    [
      'decisions that nobody may take',
      ['roles: [ops]', 'roles: [technician]'],
      ['contractTerms', 'alreadyLive', 'lateGoLive', 'accessAfterMove', 'endAfterLive', 'pauseSystem'].map(
        (decision) => `policies.decisions.${decision}`,
      ),
    ],
    [
      'no Lift Off',
      ['  liftOff:\n    url: https://liftoff.example.com/\n', '  autotask: {}\n'],
      ['systems.liftOff'],
    ],
    ['an address without https', [liftOffUrl, 'url: http://liftoff.example.com/'], ['systems.liftOff.url']],
    ['an address that is none', [liftOffUrl, 'url: liftoff.example.com'], ['systems.liftOff.url']],
    [
      'a step of another system',
      [liftOffUrl, `${liftOffUrl}\n    steps: { help-desk-field: by-hand }`],
      ['systems.liftOff.steps.help-desk-field'],
    ],
    [
      'a step in another mode',
      [liftOffUrl, `${liftOffUrl}\n    steps: { approvers: portal }`],
      ['systems.liftOff.steps.approvers'],
    ],
    [
      'mailed codes in the portal',
      [liftOffUrl, `${liftOffUrl}\n    mode: portal\n    login: password+mail`],
      ['systems.liftOff.login'],
    ],
    [
      'a human login in the portal',
      [liftOffUrl, `${liftOffUrl}\n    mode: portal\n    login: human`],
      ['systems.liftOff.login'],
    ],
    [
      'a map elsewhere',
      [liftOffUrl, `${liftOffUrl}\n    portalMap: ../map.yaml`],
      ['systems.liftOff.portalMap'],
    ],
    [
      'an absolute map',
      [liftOffUrl, `${liftOffUrl}\n    portalMap: C:\\map.yaml`],
      ['systems.liftOff.portalMap'],
    ],
    [
      'a bot without channels',
      [systems, `${systems}  slack: { mode: bot }\n`],
      ['systems.slack.channels.onboarding', 'systems.slack.channels.onCall'],
    ],
    [
      'mail without a server',
      [systems, `${systems}  email: { mode: smtp }\n`],
      ['systems.email.host', 'systems.email.from'],
    ],
    ['a port of 0', [systems, `${systems}  email: { port: 0 }\n`], ['systems.email.port']],
    [
      'no patience',
      [liftOffUrl, `${liftOffUrl}\n    syncPatienceHours: 0`],
      ['systems.liftOff.syncPatienceHours'],
    ],
    [
      'a deputy who is nobody',
      [
        'roles: [ops] }',
        'roles: [ops], deputy: sam }\n  - { id: d, name: D, email: d@example.com, roles: [owner] }',
      ],
      ['people[0].deputy'],
    ],
    ['one’s own deputy', ['roles: [ops] }', 'roles: [ops], deputy: dana }'], ['people[0].deputy']],
    ['a person in no zone', ['roles: [ops] }', 'roles: [ops], timeZone: EST }'], ['people[0].timeZone']],
    [
      'a digest at no time',
      ['schema: 1', 'schema: 1\npolicies: { reminders: { digestAt: "9:00" } }'],
      ['policies.reminders.digestAt'],
    ],
    [
      'a default that is none',
      ['schema: 1', 'schema: 1\npolicies: { goLive: { switchOver: { default: wait } } }'],
      ['policies.goLive.switchOver.default'],
    ],
    ['an unknown block', ['schema: 1', 'schema: 1\npolicy: {}'], ['policy']],
  ];
  test.each(refused)('%s', (_what, edit, fields) => {
    const faults = faultsOf(parseProfile(edited(minimalProfile, edit), 'onboarding.yaml'));
    expect(faults.map((fault) => fault.field)).toEqual(fields);
  });
});

describe('allowed', () => {
  const allowed: readonly [what: string, edit: Edit][] = [
    ['http on this machine', [liftOffUrl, 'url: http://127.0.0.1:4100/']],
    ['logins of the future while by hand', [liftOffUrl, `${liftOffUrl}\n    login: human`]],
    [
      'a deputy in another zone',
      [
        'roles: [ops] }',
        'roles: [ops], deputy: d }\n  - { id: d, name: D, email: d@example.com, roles: [owner], timeZone: Asia/Kolkata }',
      ],
    ],
    ['steps by hand', [liftOffUrl, `${liftOffUrl}\n    steps: { approvers: by-hand }`]],
    ['a webhook without channels', [systems, `${systems}  slack: { mode: webhook }\n`]],
    ['off without quotes', [systems, `${systems}  slack: { mode: off }\n`]],
  ];
  test.each(allowed)('%s', (_what, edit) => {
    expect(parseProfile(edited(minimalProfile, edit), 'onboarding.yaml')).toMatchObject({ ok: true });
  });
});

describe('a secret that was written into the file', () => {
  test.each([
    ['credentials: { password: "hunter2" }', 'systems.liftOff.credentials.password'],
    ['credentials: { totp: JBSWY3DPEHPK3PXP }', 'systems.liftOff.credentials.totp'],
    ['credentials: HUNTER2', 'systems.liftOff.credentials'],
    ['credentials: { password: hunter2, totp: "unclosed }', ''],
    ['password: hunter2', 'systems.liftOff.password'],
  ])('%s is not repeated', (line, field) => {
    const text = edited(minimalProfile, [liftOffUrl, `${liftOffUrl}\n    mode: portal\n    ${line}`]);
    const faults = faultsOf(parseProfile(text, 'onboarding.yaml', {}));
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults.map(showFault).join('\n')).not.toMatch(/hunter2|JBSWY3DPEHPK3PXP/i);
  });

  test.each([
    ['itGlue: { credentials: { apiKey: ITG.hunter2 } }', 'systems.itGlue.credentials.apiKey'],
    ['itGlue: { apiKey: ITG.hunter2 }', 'systems.itGlue.apiKey'],
    ['dattoRmm: { credentials: { apiSecret: hunter2 } }', 'systems.dattoRmm.credentials.apiSecret'],
    ['dattoRmm: { credentials: { apiSecret: [hunter2] } }', 'systems.dattoRmm.credentials.apiSecret'],
    ['dattoRmm: { portal: { credentials: { totp: hunter2 } } }', 'systems.dattoRmm.portal.credentials.totp'],
    [
      'screenConnect: { credentials: { helpDesk: { password: hunter2 } } }',
      'systems.screenConnect.credentials.helpDesk.password',
    ],
    [
      'screenConnect: { credentials: { administrator: hunter2 } }',
      'systems.screenConnect.credentials.administrator',
    ],
    ['splashtop: { credentials: { token: hunter2 } }', 'systems.splashtop.credentials.token'],
    ['splashtop: { apiUrl: "https://dana:hunter2@example.com/" }', 'systems.splashtop.apiUrl'],
    ['email: { credentials: { user: dana, password: hunter2 } }', 'systems.email.credentials.password'],
  ])('%s is not repeated either', (line, field) => {
    const text = edited(minimalProfile, [systems, `${systems}  ${line}\n`]);
    const faults = faultsOf(parseProfile(text, 'onboarding.yaml', {}));
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults.map(showFault).join('\n')).not.toContain('hunter2');
  });

  test('the address of a pager is not repeated', () => {
    const line = 'policies: { onCall: { pager: "https://pager.example.com/hunter2" } }\npeople:';
    const text = edited(minimalProfile, ['people:', line]);
    const faults = faultsOf(parseProfile(text, 'onboarding.yaml', {}));
    expect(faults.map((fault) => fault.field)).toContain('policies.onCall.pager');
    expect(faults.map(showFault).join('\n')).not.toContain('hunter2');
  });

  test.each(['token: xoxb-1-hunter2', 'webhookUrl: https://hooks.slack.com/services/T/B/hunter2'])(
    '%s',
    (line) => {
      const text = edited(minimalProfile, [systems, `${systems}  slack:\n    ${line}\n`]);
      expect(faultsOf(parseProfile(text, 'onboarding.yaml')).map(showFault).join('\n')).not.toContain(
        'hunter2',
      );
    },
  );
});

function leaves(value: unknown, path = ''): [string, string][] {
  if (Array.isArray(value)) return [[path, `[${value.join(', ')}]`]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return path.endsWith('.steps') ? [[path, '{}']] : [];
  return entries.flatMap(([key, item]) => leaves(item, path === '' ? key : `${path}.${key}`));
}
