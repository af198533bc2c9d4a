import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { proofKinds, questions } from '../../domain/decisions.ts';
import { profileSchema } from '../../domain/profile.ts';
import { parseProfile } from '../../domain/yaml-document.ts';
import { faultsOf, minimalProfile, rightValue } from './examples.ts';

type Values = { readonly [path: string]: unknown };

/** The shortest profile with these values; without the keys whose value is undefined. */
function profileText(values: Values): string {
  const document = parseDocument(minimalProfile);
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    if (value !== undefined) document.setIn(keys, document.createNode(value));
    else if (document.hasIn(keys)) document.deleteIn(keys);
  }
  return document.toString();
}

function parsed(values: Values) {
  return parseProfile(profileText(values), 'onboarding.yaml');
}

const anyObject = z.record(z.string(), z.unknown());

function valueAt(profile: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((place, key) => anyObject.parse(place)[key], profile);
}

const platform = { 'systems.dattoRmm.platform': 'merlot' };
const dattoApi = { 'systems.dattoRmm.mode': 'api' };
const dattoPages = { 'systems.dattoRmm.portal.mode': 'portal' };
const datto = { ...platform, ...dattoApi, ...dattoPages };
const screenConnect = {
  'systems.screenConnect.mode': 'portal',
  'systems.screenConnect.url': 'https://screenconnect.example.com/',
};
const mail = { 'systems.email.host': 'mail.example.com', 'systems.email.from': 'us@example.com' };
const smtp = { ...mail, 'systems.email.mode': 'smtp' };
const bot = {
  'systems.slack.mode': 'bot',
  'systems.slack.channels.onboarding': '#onboarding',
  'systems.slack.channels.onCall': '#on-call',
};
const splashtop = {
  'systems.splashtop.mode': 'open-api',
  'systems.splashtop.via': 'own',
  'systems.splashtop.missionControlUser': 'help.desk@example.com',
};

const webUrl = { 'web.url': 'https://onboard.example.com/' };
const ticketOn = { 'systems.autotask.onboardingTicket.mode': 'on' };
const ticket = { ...ticketOn, 'systems.autotask.onboardingTicket.queue': 'Triage' };
const webSignIn = { 'web.oidc.issuer': 'https://id.example.com/', 'web.oidc.clientId': 'onboard' };

/** Every switch: the values that work, the default first, and what else the profile must then say. */
const working: readonly [path: string, values: readonly unknown[], given?: Values][] = [
  ['systems.autotask.mode', ['api', 'by-hand']],
  ['systems.autotask.helpDeskField', ['Help Desk', 'Help Desk Support Type']],
  ['systems.autotask.helpDeskValue', ['Mission Control Help Desk', 'Mission Control', 'Yes']],
  ['systems.autotask.internalNotePublish', ['Internal Project Team', 'Internal & Co-Managed']],
  ['systems.autotask.statusesPerson', [undefined, 'dana']],
  [
    'systems.autotask.onboardingTicket.mode',
    ['off', 'on'],
    { 'systems.autotask.onboardingTicket.queue': 'Triage' },
  ],
  ['systems.autotask.onboardingTicket.status', ['In Progress', 'Scheduled'], ticket],
  ['systems.autotask.onboardingTicket.completeStatus', ['Complete', 'Done'], ticket],
  ['systems.autotask.onboardingTicket.priority', ['Medium', 'Low'], ticket],
  ['systems.autotask.onboardingTicket.source', [undefined, 'Phone'], ticket],
  ['systems.autotask.onboardingTicket.category', [undefined, 'Standard'], ticket],
  ['systems.autotask.onboardingTicket.noteType', ['Task Notes', 'Task Detail'], ticket],
  ['systems.autotask.onboardingTicket.checklistLimit', [40, 100], ticket],
  ['systems.liftOff.mode', ['by-hand', 'portal']],
  ['systems.liftOff.login', ['password+totp', 'password'], { 'systems.liftOff.mode': 'portal' }],
  ['systems.liftOff.login', ['password+totp', 'password+mail', 'password', 'human']],
  ['systems.liftOff.portalMap', [undefined, 'maps/lift-off.yaml']],
  ['systems.liftOff.syncPatienceHours', [72, 1]],
  ['systems.liftOff.singleSession', [true]],
  ['systems.itGlue.mode', ['by-hand', 'api', 'off']],
  ['systems.itGlue.region', ['us', 'eu', 'au']],
  ['systems.itGlue.siteSummary.hoursField', ['Help Desk Hours', 'Hours']],
  ['systems.itGlue.siteSummary.planField', ['Help Desk Plan', 'Plan']],
  ['systems.itGlue.siteSummary.onNone', ['human', 'create']],
  ['systems.itGlue.approverTypes', [['Primary Authority', 'Approver'], []]],
  ['systems.dattoRmm.mode', ['by-hand', 'api', 'off'], platform],
  [
    'systems.dattoRmm.platform',
    [undefined, 'pinotage', 'merlot', 'concord', 'vidal', 'zinfandel', 'syrah'],
    { ...dattoApi, 'systems.dattoRmm.apiUrl': 'http://127.0.0.1:4300/' },
  ],
  ['systems.dattoRmm.siteGroup', ['MC Help Desk Customers', 'Help Desk']],
  ['systems.dattoRmm.mapping', ['human', 'portal'], datto],
  ['systems.dattoRmm.proof', ['read-back']],
  ['systems.dattoRmm.installer', ['human']],
  ['systems.dattoRmm.portal.mode', ['by-hand', 'portal'], platform],
  ['systems.dattoRmm.portal.login', ['datto', 'human']],
  ['systems.dattoRmm.portal.login', ['datto'], datto],
  ['systems.dattoRmm.portal.singleSession', [true]],
  [
    'systems.screenConnect.mode',
    ['by-hand', 'portal', 'off'],
    { 'systems.screenConnect.url': 'https://x.example.com/' },
  ],
  ['systems.screenConnect.groupPath', [['All Machines by Company', '{customer}'], ['{customer}']]],
  ['systems.screenConnect.role', ['Help Desk 2', 'Help Desk']],
  ['systems.screenConnect.grant', ['copy-existing', 'view+join'], screenConnect],
  ['systems.screenConnect.login', ['internal', 'human']],
  ['systems.screenConnect.login', ['internal'], screenConnect],
  ['systems.screenConnect.singleSession', [true]],
  ['systems.splashtop.mode', ['by-hand', 'open-api', 'off'], { ...splashtop }],
  ['systems.splashtop.region', ['com', 'eu']],
  ['systems.splashtop.access', ['group', 'computer']],
  ['systems.splashtop.missionControlUser', [undefined, 'help.desk@example.com']],
  ['systems.splashtop.via', ['rmm', 'own']],
  ['systems.splashtop.via', ['rmm', 'own'], { ...splashtop, ...datto }],
  ['systems.timeZest.mode', ['off']],
  ['systems.timeZest.appointmentTypes.idleTicket', [undefined, 'Help desk call']],
  ['systems.timeZest.appointmentTypes.newUser', [undefined, 'New user']],
  ['systems.timeZest.appointmentTypes.newDevice', [undefined, 'New device']],
  ['systems.timeZest.triggerMode', [undefined, 'email']],
  ['systems.timeZest.requestsPerMinute', [60, 10]],
  ['systems.timeZest.setsStatus', [true, false]],
  ['systems.connectWise.mode', ['off']],
  ['systems.connectWise.api', ['off']],
  ['systems.connectWise.requiredSiteInformation', [[], ['Door code']]],
  ['systems.connectWise.phoneEscalation', ['required', 'optional']],
  ['systems.connectWise.minNumbers', [2, 1]],
  ['systems.connectWise.ruleScope', ['site', 'partner']],
  ['systems.connectWise.portal.login', ['human', 'password+totp', 'sso']],
  ['systems.connectWise.ticketsIn', ['person', 'api', 'autotask']],
  ['systems.connectWise.status.infoNeeded', ['Info Needed', 'Waiting']],
  ['systems.connectWise.status.completed', ['NOC Completed', 'Completed']],
  ['systems.connectWise.ticketsVersion', ['v2', 'v1']],
  ['systems.slack.mode', ['off', 'bot', 'webhook'], bot],
  ['systems.slack.historyScope', ['channels', 'groups']],
  ['systems.email.mode', ['off', 'smtp'], mail],
  ['systems.email.secure', [false, true]],
  ['systems.email.replyTo', [undefined, 'dana@example.com']],
  ['systems.email.replies', ['person']],
  ['systems.email.toMissionControl', ['draft', 'send']],
  ['missionControl.partnerSuccess', ['success@missioncontrolnoc.com', 'success@example.com']],
  ['missionControl.dispatch', ['ticketstatus@missioncontrolnoc.com', 'status@example.com']],
  ['browser.executable', [undefined, '/usr/bin/chromium']],
  ['browser.noSandbox', [false, true]],
  ['browser.maxJobs', [50, 1]],
  ['browser.maxMinutes', [60, 1]],
  ['web.url', [undefined, 'https://onboard.example.com/'], {}],
  ['web.listen', ['127.0.0.1:8480', 'localhost:1', '[::1]:8480']],
  ['web.listen', ['127.0.0.1:8480', '0.0.0.0:80'], { 'web.token': 'ONBOARD_WEB_TOKEN', ...webUrl }],
  ['web.listen', ['127.0.0.1:8480', '0.0.0.0:80'], { ...webSignIn, ...webUrl }],
  ['web.linkKey', ['ONBOARD_LINK_KEY', 'OTHER_KEY']],
  ['web.linkDays', [7, 1, 60]],
  ['web.oidc.trustEmails', [false, true], webSignIn],
  ['web.oidc.clientSecret', ['ONBOARD_OIDC_CLIENT_SECRET', 'OTHER_SECRET'], webSignIn],
  ['policies.goLive.latenessMinutes', [15, 0]],
  ...questions.map((question): [string, readonly unknown[]] => [`policies.proof.${question}`, proofKinds]),
  [
    'policies.decisions.pauseSystem',
    [['ops', 'office-admin', 'owner'], ['technician', 'ops'], ['owner']],
    { people: [{ id: 'dana', name: 'Dana', email: 'dana@example.com', roles: ['ops', 'owner'] }] },
  ],
  ['policies.fourEyes', [true, false]],
  ['policies.goLive.switchOver.default', ['put-back', 'person-ticks']],
  ['policies.goLive.switchOver.minutesBeforeHours', [10, 0]],
  ['policies.goLive.switchOver.allDayMinutes', [30, 1]],
  ['policies.readinessBusinessDays', [1, 0]],
  ['policies.aftercareDays', [14, 0, 90]],
  ['policies.reminders.firstAfterBusinessHours', [4, 1]],
  ['policies.reminders.times', [2, 1]],
  ['policies.reminders.digestAt', ['09:00', '16:30']],
  ['rates.apiPerSecond', [50, 1]],
  ['rates.portalPerSecond', [20, 1]],
  ['policies.morning.at', ['06:00', '05:45']],
  [
    'policies.morning.heartbeatUrl',
    [undefined, 'https://uptime.example.com/ping/1', 'http://127.0.0.1:4400/ping'],
  ],
  ['policies.onCall.people', [undefined, ['dana'], []]],
  ['policies.onCall.pager', [undefined, 'PAGER_URL']],
  ['policies.dayTasks.testCall', [false, true]],
  ['policies.dayTasks.testTicket', [false, true]],
  ['policies.dayTasks.userNotice', [false, true]],
];

const cases = working.flatMap(([path, values, given = {}]) =>
  values.map((value) => [path, value, given] as const),
);

describe('a value that works is taken as it is', () => {
  test.each(cases)('%s: %j', (path, value, given) => {
    const profile = rightValue(parsed({ ...given, [path]: value }));
    expect(valueAt(profile, path)).toEqual(value);
  });
});

test.each(working)('%s is its first value unless something else is said', (path, [first], given = {}) => {
  expect(valueAt(rightValue(parsed({ ...given, [path]: undefined })), path)).toEqual(first);
});

const leaveOut = 'Leave it out';
const notYet = 'does not work yet';
const notInPortal = 'does not work with mode portal yet';
const liftOffPortal = { 'systems.liftOff.mode': 'portal' };

/** A value that is refused, or a key that must be there (undefined). */
const refused: readonly [field: string, value: unknown, given: Values, message: string, remedy: string][] = [
  ['systems.liftOff.login', 'password+mail', liftOffPortal, notInPortal, 'until mailed codes are read'],
  ['systems.liftOff.login', 'human', liftOffPortal, notInPortal, 'until a person can log in'],
  ['systems.liftOff.singleSession', false, {}, notYet, leaveOut],
  ['systems.autotask.helpDeskResource', 'Help Desk Support', {}, notYet, leaveOut],
  ['systems.autotask.helpDeskRole', 'Engineer', {}, notYet, leaveOut],
  ['systems.autotask.helpDeskQueue', 'Help Desk', {}, notYet, leaveOut],
  ['systems.autotask.returnedStatus', 'Returned to MC', {}, notYet, leaveOut],
  ['systems.autotask.onboardingTicket.queue', undefined, ticketOn, 'is needed in mode on', 'of your own'],
  [
    'systems.autotask.onboardingTicket.queue',
    'help desk',
    ticket,
    'Mission Control works (R63)',
    'of your own',
  ],
  ['systems.autotask.onboardingTicket.status', 'New', ticket, 'set by rules', 'that people set'],
  ['systems.autotask.onboardingTicket.status', 'Returned to MC', ticket, '(R63, R70)', 'In Progress'],
  ['systems.autotask.timeEntriesDoneField', 'Time Entries Done', {}, notYet, leaveOut],
  ['systems.autotask.deviceChecklist', 'New device', {}, notYet, 'people add the item to the checklist'],
  ['systems.itGlue.account', 'lakeside', {}, notYet, leaveOut],
  ['systems.dattoRmm.platform', undefined, dattoApi, 'is needed in mode api', 'Name one of pinotage'],
  ['systems.dattoRmm.platform', undefined, dattoPages, 'is needed for the portal', 'Name one of pinotage'],
  ['systems.dattoRmm.portal.login', 'human', datto, notInPortal, 'Use datto'],
  ['systems.dattoRmm.portal.singleSession', false, {}, notYet, leaveOut],
  ['systems.dattoRmm.mapping', 'portal', {}, 'needs mode api', 'mapping to human'],
  ['systems.dattoRmm.mapping', 'portal', { ...dattoPages, ...platform }, 'needs mode api', 'Set both'],
  ['systems.dattoRmm.mapping', 'portal', { ...dattoApi, ...platform }, 'and portal.mode portal', 'Set both'],
  ['systems.dattoRmm.proof', 'read-back+activity', {}, notYet, 'Use read-back'],
  ['systems.dattoRmm.installer', 'quickjob', {}, notYet, 'Use human'],
  ['systems.dattoRmm.installerComponentUid', 'c0ffee', {}, notYet, leaveOut],
  ['systems.screenConnect.url', undefined, screenConnect, 'is needed in mode portal', 'Write the address'],
  ['systems.screenConnect.login', 'human', screenConnect, notInPortal, 'internal user source'],
  ['systems.screenConnect.groupPath', ['All Machines'], {}, 'does not name the customer', '{customer}'],
  ['systems.screenConnect.groupPath', [], {}, 'is empty', '{customer}'],
  ['systems.screenConnect.singleSession', false, {}, notYet, leaveOut],
  [
    'systems.screenConnect.credentials.helpDesk.user',
    'SCREENCONNECT_ADMIN_USER',
    {},
    'is the administrator as well',
    'R14',
  ],
  ['systems.splashtop.missionControlUser', undefined, splashtop, 'is needed in mode open-api', 'Write the'],
  ['systems.splashtop.via', 'rmm', splashtop, 'needs dattoRmm.mode api', 'or via to own'],
  ['systems.timeZest.mode', 'read', {}, notYet, 'Set it to off'],
  ['systems.timeZest.mode', 'write', {}, notYet, 'Set it to off'],
  ['systems.connectWise.mode', 'by-hand', {}, notYet, 'Set it to off'],
  ['systems.connectWise.mode', 'portal', {}, notYet, 'Set it to off'],
  ['systems.connectWise.api', 'read', {}, notYet, 'Set it to off'],
  ['systems.connectWise.minNumbers', 3, {}, 'is not one of the values', '2, 1'],
  ['systems.slack.channels.onCall', undefined, bot, 'is needed in mode bot', 'Name the channel'],
  ['systems.email.mode', 'http', mail, notYet, 'Use smtp'],
  ['systems.email.host', undefined, smtp, 'is needed in mode smtp', 'Name the mail server'],
  ['systems.email.from', undefined, smtp, 'is needed in mode smtp', 'sender’s address'],
  ['systems.email.idempotencyHeader', 'Idempotency-Key', {}, notYet, leaveOut],
  ['systems.email.replies', 'mailbox', {}, notYet, 'onboard resolve'],
  ['browser.maxRssMb', 500, {}, notYet, leaveOut],
  ['web.listen', '0.0.0.0:8480', {}, 'nobody would have to sign in', 'set web.oidc or web.token'],
  ['web.listen', '0.0.0.0:8480', webSignIn, 'by no address that is known here', 'the proxy in front'],
  ['web.listen', 'onboard', {}, 'is not an address to listen on', 'such as 127.0.0.1:8480'],
  ['web.url', 'http://onboard.example.com/', {}, 'is not encrypted', 'Use https'],
  [
    'web.oidc.issuer',
    'http://id.example.com/',
    { 'web.oidc.clientId': 'onboard' },
    'is not encrypted',
    'https',
  ],
  ['web.token', 'swordfish', {}, 'is not the name of an environment variable', 'the secret itself stays out'],
  ['web.linkDays', 61, {}, 'is not a whole number in range', 'from 1 to 60'],
  ['policies.aftercareDays', 91, {}, 'is not a whole number in range', 'from 0 to 90'],
  [
    'policies.aftercareDays',
    0,
    { 'policies.dayTasks.testCall': true },
    'leaves no time for the tasks of the day',
    'Set it to 1 or more',
  ],
  ['policies.morning.at', '6am', {}, 'is not a time of day', '24-hour clock'],
  ['policies.morning.heartbeatUrl', 'http://uptime.example.com/', {}, 'is not encrypted', 'Use https'],
  ['policies.reminders.times', 0, {}, 'is not a whole number in range', 'from 1 to 10'],
];

describe('what cannot work is refused with what to do', () => {
  test.each(refused)('%s: %j', (field, value, given, message, remedy) => {
    const faults = faultsOf(parsed({ ...given, [field]: value }));
    expect(faults.map((fault) => fault.field)).toEqual([field]);
    expect(faults[0]?.message).toContain(message);
    expect(faults[0]?.remedy).toContain(remedy);
  });

  test('whatever else is wrong in the file', () => {
    const values = {
      ...splashtop,
      'msp.name': '',
      'systems.splashtop.via': 'rmm',
      'systems.email.replies': 'mailbox',
    };
    const fields = faultsOf(parsed(values)).map((fault) => fault.field);
    expect(fields.toSorted()).toEqual(['msp.name', 'systems.email.replies', 'systems.splashtop.via']);
  });
});

test('a system that is off needs nothing, whatever stands in its section', () => {
  const off = {
    ...datto,
    'systems.dattoRmm.mode': 'off',
    'systems.dattoRmm.mapping': 'portal',
    'systems.dattoRmm.portal.login': 'human',
    'systems.dattoRmm.platform': undefined,
  };
  expect(parsed(off)).toMatchObject({ ok: true });
});

test('every value of every switch is in one of these tables', () => {
  const tested = new Set([
    ...cases.map(([path, value]) => `${path}: ${value}`),
    ...refused.map(([field, value]) => `${field}: ${value}`),
  ]);
  const untested = switchValues(z.toJSONSchema(profileSchema, { io: 'input', metadata: z.registry() }));
  expect(untested.length).toBeGreaterThan(80);
  expect(untested.filter((one) => !tested.has(one))).toEqual([]);
});

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** `path: value` for every value of the keys that allow only certain ones; not in lists. */
function switchValues(schema: JsonSchema, path = ''): string[] {
  const values = schema.type === 'boolean' ? [true, false] : (schema.enum ?? []);
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
    typeof value === 'object' ? switchValues(value, path === '' ? key : `${path}.${key}`) : [],
  );
  return [...values.map((value) => `${path}: ${value}`), ...below];
}
