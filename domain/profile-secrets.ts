import { z } from 'zod';
import { variableSchema } from './field-schemas.ts';
import type { WebProfile } from './profile-web.ts';

const credentialsSchema = z.record(z.string(), variableSchema);

/** The part of the profile that names secrets; a block that is wrong itself is passed over, the others still count. */
export const namesSchema = z.object({
  systems: z.object({
    autotask: block({ mode: z.string(), credentials: credentialsSchema }),
    liftOff: block({ mode: z.string(), login: z.string(), credentials: credentialsSchema }),
    slack: block({ mode: z.string(), token: variableSchema, webhookUrl: variableSchema }),
    email: block({ mode: z.string(), credentials: credentialsSchema.optional() }),
    itGlue: block({ mode: z.string(), credentials: credentialsSchema }),
    dattoRmm: block({
      mode: z.string(),
      credentials: credentialsSchema,
      portal: z.object({ mode: z.string(), credentials: credentialsSchema }),
    }),
    screenConnect: block({
      mode: z.string(),
      credentials: z.object({ administrator: credentialsSchema, helpDesk: credentialsSchema }),
    }),
    splashtop: block({ mode: z.string(), credentials: credentialsSchema }),
  }),
  storage: block({ sessionKey: variableSchema }),
  policies: block({ onCall: z.object({ pager: variableSchema.optional() }) }),
  web: block({ url: z.string().optional(), linkKey: variableSchema }).optional(),
});
/** See `namesSchema`. */
export type Names = z.infer<typeof namesSchema>;

/** A secret that is needed, and the place in the profile that names its variable. */
export interface NamedSecret {
  readonly path: readonly string[];
  readonly variable: string;
}

/** Which variables the chosen modes read. */
export function neededSecrets({ systems, storage, policies, web }: Names): NamedSecret[] {
  const { slack, email } = systems;
  const pager = policies?.onCall.pager;
  const portals = portalLogins(systems);
  return [
    ...apiKeys(systems),
    ...portals,
    ...(slack?.mode === 'bot' ? under(['systems', 'slack'], { token: slack.token }) : []),
    ...(slack?.mode === 'webhook' ? under(['systems', 'slack'], { webhookUrl: slack.webhookUrl }) : []),
    ...(email?.mode === 'smtp' ? credentials(['email'], email.credentials ?? {}) : []),
    ...(pager === undefined ? [] : under(['policies', 'onCall'], { pager })),
    ...(portals.length > 0 && storage ? under(['storage'], { sessionKey: storage.sessionKey }) : []),
    ...(web?.url === undefined ? [] : under(['web'], { linkKey: web.linkKey })),
  ];
}

/** Which variables the web process reads. */
export function neededByWeb({ url, linkKey, token, oidc }: WebProfile): NamedSecret[] {
  return [
    ...(url === undefined ? [] : under(['web'], { linkKey })),
    ...(token === undefined ? [] : under(['web'], { token })),
    ...(oidc === undefined ? [] : under(['web', 'oidc'], { clientSecret: oidc.clientSecret })),
  ];
}

function apiKeys({ autotask, itGlue, dattoRmm, splashtop }: Names['systems']): NamedSecret[] {
  return [
    ...(autotask?.mode === 'api' ? credentials(['autotask'], autotask.credentials) : []),
    ...(itGlue?.mode === 'api' ? credentials(['itGlue'], itGlue.credentials) : []),
    ...(dattoRmm?.mode === 'api' ? credentials(['dattoRmm'], dattoRmm.credentials) : []),
    ...(splashtop?.mode === 'open-api' ? credentials(['splashtop'], splashtop.credentials) : []),
  ];
}

function portalLogins({ liftOff, dattoRmm, screenConnect }: Names['systems']): NamedSecret[] {
  const lacksSeed = liftOff?.login === 'password';
  const liftOffLogin = liftOff?.mode === 'portal' ? credentials(['liftOff'], liftOff.credentials) : [];
  const datto = dattoRmm !== null && usesDattoPortal(dattoRmm) ? dattoRmm.portal.credentials : {};
  const screens = screenConnect?.mode === 'portal' ? screenConnect.credentials : undefined;
  return [
    ...liftOffLogin.filter(({ path }) => !(lacksSeed && path.at(-1) === 'totp')),
    ...credentials(['dattoRmm', 'portal'], datto),
    ...credentials(['screenConnect'], screens?.administrator ?? {}, ['administrator']),
    ...credentials(['screenConnect'], screens?.helpDesk ?? {}, ['helpDesk']),
  ];
}

/** Whether anybody logs in to the portal of Datto RMM: not where the whole system is off. */
export function usesDattoPortal(dattoRmm: { mode: string; portal: { mode: string } }): boolean {
  return dattoRmm.mode !== 'off' && dattoRmm.portal.mode === 'portal';
}

function credentials(
  system: readonly string[],
  variables: Readonly<Record<string, string>>,
  account: readonly string[] = [],
): NamedSecret[] {
  return under(['systems', ...system, 'credentials', ...account], variables);
}

function under(path: readonly string[], variables: Readonly<Record<string, string>>): NamedSecret[] {
  return Object.entries(variables).map(([key, variable]) => ({ path: [...path, key], variable }));
}

function block<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullable().catch(null);
}
