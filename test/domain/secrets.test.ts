import { describe, expect, test } from '@jest/globals';
import type { Secrets } from '../../domain/secrets.ts';
import { resolveSecrets, resolveWebSecrets } from '../../domain/secrets.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { edited, faultsOf, minimalProfile, profile } from './examples.ts';

type Edit = readonly [from: string, to: string];
const liftOffUrl = 'url: https://liftoff.example.com/';
const autotask = { AUTOTASK_USERNAME: 'u', AUTOTASK_SECRET: 's', AUTOTASK_INTEGRATION_CODE: 'c' };
const byHand: Edit = ['systems:\n', 'systems:\n  autotask: { mode: by-hand }\n'];
const portal: Edit = [liftOffUrl, `${liftOffUrl}\n    mode: portal`];
const noFile = () => undefined;

/** Puts further systems into the profile. */
function section(lines: string): Edit {
  return ['systems:\n', `systems:\n  ${lines}\n`];
}

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
      'links to decisions',
      [byHand, ['schema: 1\n', 'schema: 1\nweb: { url: "https://onboard.example.com/" }\n']],
      { ONBOARD_LINK_KEY: 'k' },
      { linkKey: 'k' },
    ],
    [
      'IT Glue by its API',
      [byHand, section('itGlue: { mode: api }')],
      { IT_GLUE_API_KEY: 'k' },
      { itGlue: { apiKey: 'k' } },
    ],
    [
      'Datto RMM by its API',
      [byHand, section('dattoRmm: { mode: api, platform: merlot }')],
      { DATTO_RMM_API_KEY: 'k', DATTO_RMM_API_SECRET: 's' },
      { dattoRmm: { apiKey: 'k', apiSecret: 's' } },
    ],
    [
      'Datto RMM by its portal alone',
      [byHand, section('dattoRmm: { platform: merlot, portal: { mode: portal } }')],
      {
        DATTO_PORTAL_EMAIL: 'e',
        DATTO_PORTAL_PASSWORD: 'p',
        DATTO_PORTAL_TOTP: 't',
        ONBOARD_SESSION_KEY: 'k',
      },
      { dattoPortal: { email: 'e', password: 'p', totp: 't' }, sessionKey: 'k' },
    ],
    [
      'Datto RMM that is off, its portal prepared',
      [byHand, section('dattoRmm: { mode: off, platform: merlot, portal: { mode: portal } }')],
      {},
      {},
    ],
    [
      'ScreenConnect, by two users',
      [byHand, section('screenConnect: { mode: portal, url: "https://x.example.com/" }')],
      {
        SCREENCONNECT_ADMIN_USER: 'u1',
        SCREENCONNECT_ADMIN_PASSWORD: 'p1',
        SCREENCONNECT_ADMIN_TOTP: 't1',
        SCREENCONNECT_HELP_DESK_USER: 'u2',
        SCREENCONNECT_HELP_DESK_PASSWORD: 'p2',
        SCREENCONNECT_HELP_DESK_TOTP: 't2',
        ONBOARD_SESSION_KEY: 'k',
      },
      {
        screenConnect: {
          administrator: { user: 'u1', password: 'p1', totp: 't1' },
          helpDesk: { user: 'u2', password: 'p2', totp: 't2' },
        },
        sessionKey: 'k',
      },
    ],
    [
      'Splashtop by its API',
      [byHand, section('splashtop: { mode: open-api, via: own, missionControlUser: mc@example.com }')],
      { SPLASHTOP_TOKEN: 't' },
      { splashtop: { token: 't' } },
    ],
    [
      'everything else off',
      [byHand, section('itGlue: { mode: off }\n  screenConnect: { mode: off }\n  splashtop: { mode: off }')],
      {},
      {},
    ],
    [
      'a bot',
      [byHand, section('slack: { mode: bot, channels: { onboarding: a, onCall: b } }')],
      { SLACK_BOT_TOKEN: 'x' },
      { slack: { mode: 'bot', token: 'x' } },
    ],
    [
      'a webhook under another name',
      [byHand, section('slack: { mode: webhook, webhookUrl: OUR_HOOK }')],
      { OUR_HOOK: 'x' },
      { slack: { mode: 'webhook', webhookUrl: 'x' } },
    ],
    [
      'mail with a login',
      [
        byHand,
        section(
          'email: { mode: smtp, host: h, from: a@example.com, credentials: { user: MAIL_USER, password: MAIL_PASSWORD } }',
        ),
      ],
      { MAIL_USER: 'u', MAIL_PASSWORD: 'p' },
      { email: { user: 'u', password: 'p' } },
    ],
    [
      'a pager',
      [byHand, ['people:', 'policies: { onCall: { pager: OUR_PAGER } }\npeople:']],
      { OUR_PAGER: 'https://pager.example.com/x' },
      { pager: { url: 'https://pager.example.com/x' } },
    ],
    [
      'mail without a login',
      [byHand, section('email: { mode: smtp, host: h, from: a@example.com }')],
      {},
      {},
    ],
  ];
  test.each(cases)('%s', (_what, edits, environment, secrets) => {
    const text = edited(minimalProfile, ...edits);
    expect(parseProfile(text, 'onboarding.yaml', environment)).toMatchObject({ ok: true });
    expect(resolveSecrets(profile(...edits), environment, noFile)).toEqual({ ok: true, secrets });
  });

  test.each(cases)('%s, without any of them', (_what, edits, environment) => {
    const wanted = Object.keys(environment).toSorted();
    const resolved = resolveSecrets(profile(...edits), {}, noFile);
    const missing = resolved.ok ? [] : resolved.missing;
    expect(missing.map(({ variable }) => variable).toSorted()).toEqual(wanted);
    const parsed = parseProfile(edited(minimalProfile, ...edits), 'onboarding.yaml', {});
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults.map(({ field }) => field).toSorted()).toEqual(
      missing.map(({ path }) => path.join('.')).toSorted(),
    );
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

describe('the secrets of the web process', () => {
  const web = (text: string) => profile(['schema: 1\n', `schema: 1\nweb: ${text}\n`]);

  test('are its own, never the vendors’', () => {
    const all = web(
      '{ url: "https://onboard.example.com/", token: WEB_TOKEN, oidc: { issuer: "https://id.example.com/", clientId: onboard } }',
    );
    const environment = { ONBOARD_LINK_KEY: 'k', WEB_TOKEN: 't', ONBOARD_OIDC_CLIENT_SECRET: 's' };
    expect(resolveWebSecrets(all, { ...environment, ...autotask }, noFile)).toEqual({
      ok: true,
      secrets: { linkKey: 'k', token: 't', clientSecret: 's' },
    });
    expect(resolveWebSecrets(all, autotask, noFile)).toMatchObject({
      ok: false,
      missing: [
        { path: ['web', 'linkKey'], variable: 'ONBOARD_LINK_KEY' },
        { path: ['web', 'token'], variable: 'WEB_TOKEN' },
        { path: ['web', 'oidc', 'clientSecret'], variable: 'ONBOARD_OIDC_CLIENT_SECRET' },
      ],
    });
  });

  test('are none where it is for this machine alone', () => {
    expect(resolveWebSecrets(web('{}'), {}, noFile)).toEqual({ ok: true, secrets: {} });
  });
});
