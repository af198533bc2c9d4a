import type { z } from 'zod';
import { across } from './across.ts';
import type { Profile } from './profile.ts';
import {
  type NamedSecret,
  type Names,
  namesSchema,
  neededByWeb,
  neededSecrets,
  usesDattoPortal,
} from './profile-secrets.ts';

/** Environment variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the file that a variable `<NAME>_FILE` names; undefined if it cannot be read. */
export type ReadSecretFile = (path: string) => string | undefined;

/** A login with a second factor; `totp` is its `otpauth:` address or seed. */
export interface PortalLogin {
  readonly user: string;
  readonly password: string;
  readonly totp: string;
}

/** The secrets that the profile's chosen modes need, and no others. Held by the worker alone. */
export interface Secrets {
  readonly autotask?: {
    readonly username: string;
    readonly secret: string;
    readonly integrationCode: string;
  };
  readonly liftOff?: { readonly email: string; readonly password: string; readonly totp: string | undefined };
  readonly itGlue?: { readonly apiKey: string };
  readonly dattoRmm?: { readonly apiKey: string; readonly apiSecret: string };
  readonly dattoPortal?: { readonly email: string; readonly password: string; readonly totp: string };
  readonly screenConnect?: { readonly administrator: PortalLogin; readonly helpDesk: PortalLogin };
  readonly splashtop?: { readonly token: string };
  readonly slack?:
    | { readonly mode: 'bot'; readonly token: string }
    | { readonly mode: 'webhook'; readonly webhookUrl: string };
  readonly email?: { readonly user: string; readonly password: string };
  /** The address of the pager's webhook. */
  readonly pager?: { readonly url: string };
  /** Encrypts the portal sessions that are kept on disk. */
  readonly sessionKey?: string;
  /** Seals the links to decisions in messages. */
  readonly linkKey?: string;
}

/** A secret that is needed and not there. Names the variable, never a value. */
export interface MissingSecret {
  /** Where the profile names the variable. */
  readonly path: readonly string[];
  readonly variable: string;
  readonly message: string;
  readonly remedy: string;
}

/** The secrets that a profile needs, or all that are missing. */
export function resolveSecrets(
  profile: Profile,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): { ok: true; secrets: Secrets } | { ok: false; missing: readonly MissingSecret[] } {
  const missing = missingSecrets(profile, environment, readSecretFile);
  if (missing.length > 0) return { ok: false, missing };
  return {
    ok: true,
    secrets: secretsOf(profile, (variable) => lookUp(variable, environment, readSecretFile).value),
  };
}

/** Adds to the profile's schema the check that every secret it needs is there. */
export function withSecrets(
  schema: z.ZodType<Profile>,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): z.ZodType<Profile> {
  return across(schema, namesSchema, (names, complain) => {
    for (const { path, message, remedy } of missingSecrets(names, environment, readSecretFile)) {
      complain(path, message, remedy);
    }
  });
}

/** Whether a field of the profile holds a variable's name: somebody may have put the secret itself there. */
export function holdsVariable(field: string): boolean {
  return /\.credentials(\.|$)|^systems\.slack\.(token|webhookUrl)$|^storage\.sessionKey$|^policies\.onCall\.pager$|^web\.(linkKey|token|oidc\.clientSecret)$/.test(
    field,
  );
}

/** The secrets of the web process. It holds none of the vendors'. */
export interface WebSecrets {
  /** Seals links and sessions; without one, sessions end with the process. */
  readonly linkKey?: string;
  readonly token?: string;
  readonly clientSecret?: string;
}

/** The secrets that the web process needs, or all that are missing. */
export function resolveWebSecrets(
  { web }: Profile,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): { ok: true; secrets: WebSecrets } | { ok: false; missing: readonly MissingSecret[] } {
  const named = neededByWeb(web);
  const missing = missingOf(named, environment, readSecretFile);
  if (missing.length > 0) return { ok: false, missing };
  const values = named.map(({ path, variable }) => {
    return [path.at(-1), lookUp(variable, environment, readSecretFile).value] as const;
  });
  return { ok: true, secrets: Object.fromEntries(values) };
}

function missingSecrets(
  names: Names,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): MissingSecret[] {
  return missingOf(neededSecrets(names), environment, readSecretFile);
}

function missingOf(
  named: readonly NamedSecret[],
  environment: Environment,
  readSecretFile: ReadSecretFile,
): MissingSecret[] {
  return named.flatMap(({ path, variable }) => {
    const { why } = lookUp(variable, environment, readSecretFile);
    if (why === undefined) return [];
    const remedy = `Set ${variable}, or ${variable}_FILE to the path of a file that holds it; not both.`;
    return [{ path, variable, message: `names the environment variable ${variable}, ${why}`, remedy }];
  });
}

function lookUp(
  variable: string,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): { value: string; why?: string } {
  const direct = environment[variable];
  const file = environment[`${variable}_FILE`];
  if (direct && file) return { value: '', why: `which is set twice: as ${variable} and as ${variable}_FILE` };
  if (direct) return { value: direct };
  if (!file) return { value: '', why: 'which is not set' };
  const value = readSecretFile(file)?.replace(/\r?\n$/, '');
  return value
    ? { value }
    : { value: '', why: `and the file that ${variable}_FILE names is empty or cannot be read` };
}

function secretsOf(profile: Profile, look: Look): Secrets {
  const { autotask, liftOff, slack, email, itGlue, dattoRmm, screenConnect, splashtop } = profile.systems;
  const { pager } = profile.policies.onCall;
  const dattoPortal = usesDattoPortal(dattoRmm);
  const inBrowser = dattoPortal || [liftOff.mode, screenConnect.mode].includes('portal');
  return {
    ...(autotask.mode === 'api' && { autotask: autotaskLogin(autotask.credentials, look) }),
    ...(liftOff.mode === 'portal' && { liftOff: liftOffLogin(liftOff, look) }),
    ...(slack.mode === 'bot' && { slack: { mode: slack.mode, token: look(slack.token) } }),
    ...(slack.mode === 'webhook' && { slack: { mode: slack.mode, webhookUrl: look(slack.webhookUrl) } }),
    ...(email.mode === 'smtp' && email.credentials && { email: mailLogin(email.credentials, look) }),
    ...(pager !== undefined && { pager: { url: look(pager) } }),
    ...(itGlue.mode === 'api' && { itGlue: { apiKey: look(itGlue.credentials.apiKey) } }),
    ...(dattoRmm.mode === 'api' && { dattoRmm: dattoKeys(dattoRmm.credentials, look) }),
    ...(dattoPortal && { dattoPortal: dattoPortalLogin(dattoRmm.portal.credentials, look) }),
    ...(screenConnect.mode === 'portal' && {
      screenConnect: {
        administrator: portalLogin(screenConnect.credentials.administrator, look),
        helpDesk: portalLogin(screenConnect.credentials.helpDesk, look),
      },
    }),
    ...(splashtop.mode === 'open-api' && { splashtop: { token: look(splashtop.credentials.token) } }),
    ...(inBrowser && { sessionKey: look(profile.storage.sessionKey) }),
    ...(profile.web.url !== undefined && { linkKey: look(profile.web.linkKey) }),
  };
}

type Look = (variable: string) => string;
type Systems = Profile['systems'];

function autotaskLogin(names: Systems['autotask']['credentials'], look: Look) {
  const { username, secret, integrationCode } = names;
  return { username: look(username), secret: look(secret), integrationCode: look(integrationCode) };
}

function liftOffLogin({ login, credentials }: Systems['liftOff'], look: Look) {
  const { email, password, totp } = credentials;
  return {
    email: look(email),
    password: look(password),
    totp: login === 'password+totp' ? look(totp) : undefined,
  };
}

function mailLogin(names: { user: string; password: string }, look: Look) {
  return { user: look(names.user), password: look(names.password) };
}

function dattoKeys(names: Systems['dattoRmm']['credentials'], look: Look) {
  return { apiKey: look(names.apiKey), apiSecret: look(names.apiSecret) };
}

function dattoPortalLogin(names: Systems['dattoRmm']['portal']['credentials'], look: Look) {
  return { email: look(names.email), password: look(names.password), totp: look(names.totp) };
}

function portalLogin(names: Systems['screenConnect']['credentials']['helpDesk'], look: Look): PortalLogin {
  return { user: look(names.user), password: look(names.password), totp: look(names.totp) };
}
