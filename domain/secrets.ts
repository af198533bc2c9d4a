import { z } from 'zod';
import { across } from './across.ts';
import { variableSchema } from './field-schemas.ts';
import type { Profile } from './profile.ts';

/** Environment variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the file that a variable `<NAME>_FILE` names; undefined if it cannot be read. */
export type ReadSecretFile = (path: string) => string | undefined;

/** The secrets that the profile's chosen modes need, and no others. Held by the worker alone. */
export interface Secrets {
  readonly autotask?: {
    readonly username: string;
    readonly secret: string;
    readonly integrationCode: string;
  };
  readonly liftOff?: { readonly email: string; readonly password: string; readonly totp: string | undefined };
  readonly slack?:
    | { readonly mode: 'bot'; readonly token: string }
    | { readonly mode: 'webhook'; readonly webhookUrl: string };
  readonly email?: { readonly user: string; readonly password: string };
  /** Encrypts the portal sessions that are kept on disk. */
  readonly sessionKey?: string;
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
  return /(\.credentials(\..*)?|^systems\.slack\.(token|webhookUrl)|^storage\.sessionKey)$/.test(field);
}

const credentialsSchema = z.record(z.string(), variableSchema);

/** The part of the profile that names secrets; a block that is wrong itself is passed over, the others still count. */
const namesSchema = z.object({
  systems: z.object({
    autotask: block({ mode: z.string(), credentials: credentialsSchema }),
    liftOff: block({ mode: z.string(), login: z.string(), credentials: credentialsSchema }),
    slack: block({ mode: z.string(), token: variableSchema, webhookUrl: variableSchema }),
    email: block({ mode: z.string(), credentials: credentialsSchema.optional() }),
  }),
  storage: block({ sessionKey: variableSchema }),
});
type Names = z.infer<typeof namesSchema>;

interface NamedSecret {
  readonly path: readonly string[];
  readonly variable: string;
}

function block<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullable().catch(null);
}

function missingSecrets(
  names: Names,
  environment: Environment,
  readSecretFile: ReadSecretFile,
): MissingSecret[] {
  return needed(names).flatMap(({ path, variable }) => {
    const { why } = lookUp(variable, environment, readSecretFile);
    if (why === undefined) return [];
    const remedy = `Set ${variable}, or ${variable}_FILE to the path of a file that holds it; not both.`;
    return [{ path, variable, message: `names the environment variable ${variable}, ${why}`, remedy }];
  });
}

/** Which variables the chosen modes read. */
function needed({ systems, storage }: Names): NamedSecret[] {
  const { autotask, liftOff, slack, email } = systems;
  const portal = liftOff?.mode === 'portal';
  const names = [
    ...(autotask?.mode === 'api' ? under(['systems', 'autotask', 'credentials'], autotask.credentials) : []),
    ...(portal ? under(['systems', 'liftOff', 'credentials'], liftOff.credentials) : []),
    ...(slack?.mode === 'bot' ? under(['systems', 'slack'], { token: slack.token }) : []),
    ...(slack?.mode === 'webhook' ? under(['systems', 'slack'], { webhookUrl: slack.webhookUrl }) : []),
    ...(email?.mode === 'smtp' ? under(['systems', 'email', 'credentials'], email.credentials ?? {}) : []),
    ...(portal && storage ? under(['storage'], { sessionKey: storage.sessionKey }) : []),
  ];
  // A login without a second factor has no seed.
  return liftOff?.login === 'password' ? names.filter(({ path }) => path.at(-1) !== 'totp') : names;
}

function under(path: readonly string[], variables: Readonly<Record<string, string>>): NamedSecret[] {
  return Object.entries(variables).map(([key, variable]) => ({ path: [...path, key], variable }));
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
  const { autotask, liftOff, slack, email } = profile.systems;
  const portal = liftOff.mode === 'portal';
  return {
    ...(autotask.mode === 'api' && { autotask: autotaskLogin(autotask.credentials, look) }),
    ...(portal && { liftOff: liftOffLogin(liftOff, look) }),
    ...(slack.mode === 'bot' && { slack: { mode: slack.mode, token: look(slack.token) } }),
    ...(slack.mode === 'webhook' && { slack: { mode: slack.mode, webhookUrl: look(slack.webhookUrl) } }),
    ...(email.mode === 'smtp' && email.credentials && { email: mailLogin(email.credentials, look) }),
    ...(portal && { sessionKey: look(profile.storage.sessionKey) }),
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
