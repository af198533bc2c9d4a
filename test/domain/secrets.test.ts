import { describe, expect, test } from '@jest/globals';
import type { Secrets } from '../../domain/secrets.ts';
import { resolveSecrets } from '../../domain/secrets.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { edited, faultsOf, minimalProfile, profile } from './examples.ts';

type Edit = readonly [from: string, to: string];
const liftOffUrl = 'url: https://liftoff.example.com/';
const autotask = { AUTOTASK_USERNAME: 'u', AUTOTASK_SECRET: 's', AUTOTASK_INTEGRATION_CODE: 'c' };
const byHand: Edit = ['systems:\n', 'systems:\n  autotask: { mode: by-hand }\n'];
const portal: Edit = [liftOffUrl, `${liftOffUrl}\n    mode: portal`];
const noFile = () => undefined;

describe('the secrets that the modes need, and no others', () => {
  const cases: readonly [
    what: string,
    edits: readonly Edit[],
    environment: Record<string, string>,
    secrets: Secrets,
  ][] = [
    ['everything by hand', [byHand], {}, {}],
    ['Autotask', [], autotask, { autotask: { username: 'u', secret: 's', integrationCode: 'c' } }],
    [
      'the portal with a seed',
      [byHand, portal],
      { LIFT_OFF_EMAIL: 'e', LIFT_OFF_PASSWORD: 'p', LIFT_OFF_TOTP: 't', ONBOARD_SESSION_KEY: 'k' },
      { liftOff: { email: 'e', password: 'p', totp: 't' }, sessionKey: 'k' },
    ],
    [
      'the portal without a second factor',
      [byHand, portal, ['mode: portal', 'mode: portal\n    login: password']],
      { LIFT_OFF_EMAIL: 'e', LIFT_OFF_PASSWORD: 'p', ONBOARD_SESSION_KEY: 'k' },
      { liftOff: { email: 'e', password: 'p', totp: undefined }, sessionKey: 'k' },
    ],
    [
      'a bot',
      [byHand, ['systems:\n', 'systems:\n  slack: { mode: bot, channels: { onboarding: a, onCall: b } }\n']],
      { SLACK_BOT_TOKEN: 'x' },
      { slack: { mode: 'bot', token: 'x' } },
    ],
    [
      'a webhook under another name',
      [byHand, ['systems:\n', 'systems:\n  slack: { mode: webhook, webhookUrl: OUR_HOOK }\n']],
      { OUR_HOOK: 'x' },
      { slack: { mode: 'webhook', webhookUrl: 'x' } },
    ],
    [
      'mail with a login',
      [
        byHand,
        [
          'systems:\n',
          'systems:\n  email: { mode: smtp, host: h, from: a@example.com, credentials: { user: MAIL_USER, password: MAIL_PASSWORD } }\n',
        ],
      ],
      { MAIL_USER: 'u', MAIL_PASSWORD: 'p' },
      { email: { user: 'u', password: 'p' } },
    ],
    [
      'mail without a login',
      [byHand, ['systems:\n', 'systems:\n  email: { mode: smtp, host: h, from: a@example.com }\n']],
      {},
      {},
    ],
  ];
  test.each(cases)('%s', (_what, edits, environment, secrets) => {
    const text = edited(minimalProfile, ...edits);
    expect(parseProfile(text, 'onboarding.yaml', environment)).toMatchObject({ ok: true });
    expect(resolveSecrets(profile(...edits), environment, noFile)).toEqual({ ok: true, secrets });
  });
});

test('every missing secret is a fault of its own that names the variable, beside all other faults', () => {
  const text = edited(minimalProfile, portal, ['name: Lakeside IT', 'name: ""']);
  const faults = faultsOf(
    parseProfile(text, 'onboarding.yaml', { AUTOTASK_USERNAME: '', LIFT_OFF_EMAIL: 'e' }),
  );
  expect(faults.map((fault) => [fault.field, fault.line])).toEqual(
    [
      ['systems.autotask.credentials.username', 9],
      ['systems.autotask.credentials.secret', 9],
      ['systems.autotask.credentials.integrationCode', 9],
      ['systems.liftOff.credentials.password', 10],
      ['systems.liftOff.credentials.totp', 10],
      ['storage.sessionKey', 1],
      ['msp.name', 3],
    ].toSorted((one, other) => Number(one[1]) - Number(other[1])),
  );
  expect(faults.find((fault) => fault.field.endsWith('totp'))?.message).toContain(
    'LIFT_OFF_TOTP, which is not set',
  );
});

test('missing secrets stand at the name that the profile gives', () => {
  const edit: Edit = ['systems:\n', 'systems:\n  autotask:\n    credentials: { secret: OUR_SECRET }\n'];
  const faults = faultsOf(parseProfile(edited(minimalProfile, edit), 'onboarding.yaml', { ...autotask }));
  expect(faults).toMatchObject([{ field: 'systems.autotask.credentials.secret', line: 11, column: 28 }]);
  expect(faults[0]?.message).toContain('OUR_SECRET');
});

test('a client without an environment may read the profile', () => {
  expect(parseProfile(minimalProfile, 'onboarding.yaml')).toMatchObject({ ok: true });
});

describe('secrets in files', () => {
  const files = {
    AUTOTASK_USERNAME: 'u',
    AUTOTASK_SECRET_FILE: '/run/secret',
    AUTOTASK_INTEGRATION_CODE: 'c',
  };

  test('are read, without the line end that editors add', () => {
    const resolved = resolveSecrets(profile(), files, (path) =>
      path === '/run/secret' ? 'from a file\n' : undefined,
    );
    expect(resolved).toMatchObject({ ok: true, secrets: { autotask: { secret: 'from a file' } } });
  });

  test.each([
    ['cannot be read', files, undefined],
    ['empty', files, '\n'],
    ['set twice', { ...files, AUTOTASK_SECRET: 'hunter2' }, 'hunter3'],
  ])('%s', (why, environment, content) => {
    const resolved = resolveSecrets(profile(), environment, () => content);
    expect(resolved).toMatchObject({ ok: false, missing: [{ variable: 'AUTOTASK_SECRET' }] });
    const said = JSON.stringify(resolved);
    expect(said).toContain(why);
    expect(said).not.toMatch(/hunter/);
  });
});
