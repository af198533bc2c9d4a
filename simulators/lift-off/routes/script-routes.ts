import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../../kit/json.ts';
import type { Portal } from '../portal.ts';
import { sectionBySlug } from '../sections/all.ts';
import { type Section, type Values, valuesOf } from '../sections/section.ts';
import { issueToken, takeToken } from '../sessions.ts';
import type { LiftOffAccount } from '../state.ts';
import { listAccounts } from './account-search.ts';
import { script, type Visitor } from './admission.ts';
import { searchContacts } from './contact-search.ts';
import { CHANGED_MEANWHILE, NO_PERMISSION, OUT_OF_DATE, SERVER_ERROR } from './problems.ts';
import { paramOf, queryOf, sendProblems } from './requests.ts';

const NOT_THERE = ['This account is not there.'];

/** Which content a page has read: a write that began from other content is refused. */
function baseOf(values: Values): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

interface Target {
  readonly account: LiftOffAccount;
  readonly section: Section;
  readonly key: string;
}

function targetOf(portal: Portal, request: FastifyRequest): Target | undefined {
  const account = portal.account(paramOf(request, 'id'));
  const section = sectionBySlug(paramOf(request, 'tab'));
  return account && section ? { account, section, key: `${account.id}/${section.slug}` } : undefined;
}

/** Somebody else turns per-incident on just before the page looks: what the interlock must notice. */
function meddle(portal: Portal, request: FastifyRequest, { account, section }: Target): void {
  if (section.slug !== 'billing') return;
  const fault = portal.context.strike(request, 'per-incident-turned-on-by-somebody');
  if (!fault) return;
  portal.context.change(String(fault.options?.['actor'] ?? 'somebody.else@example.com'), () => {
    account.perIncident = true;
  });
}

function getSection(portal: Portal, request: FastifyRequest, reply: FastifyReply): unknown {
  const target = targetOf(portal, request);
  if (!target) return sendProblems(reply, 404, NOT_THERE);
  meddle(portal, request, target);
  const old = portal.memory().previous.get(target.key);
  const stale = old && portal.context.strike(request, 'stale-read') ? old : undefined;
  const values = stale ?? target.section.read(target.account, portal.sectionContext());
  return { values, base: baseOf(values) };
}

interface Refusal {
  readonly status: number;
  readonly problems: readonly string[];
}

/** Refusals that do not depend on what is to be stored. */
function refuseWrite(
  portal: Portal,
  visitor: Visitor,
  request: FastifyRequest,
  slug: string,
): Refusal | undefined {
  const { context } = portal;
  if (!takeToken(visitor.session, String(request.headers['x-csrf-token']))) {
    return { status: 403, problems: [OUT_OF_DATE] };
  }
  if (visitor.readOnly) return { status: 403, problems: [NO_PERMISSION] };
  if (context.strike(request, 'save-500')) return { status: 500, problems: [SERVER_ERROR] };
  if (context.strike(request, 'conflict-409')) return { status: 409, problems: [CHANGED_MEANWHILE] };
  if (slug === 'general' && context.strike(request, 'industry-missing')) {
    return { status: 422, problems: ['Choose an industry.'] };
  }
  return undefined;
}

/** Stores a tab, or says why not. */
function store(
  portal: Portal,
  visitor: Visitor,
  request: FastifyRequest,
  target: Target,
): Refusal | undefined {
  const { context } = portal;
  const { account, section, key } = target;
  const before = section.read(account, portal.sectionContext());
  const sentBase = isObject(request.body) ? request.body['base'] : undefined;
  if (sentBase !== baseOf(before)) return { status: 409, problems: [CHANGED_MEANWHILE] };
  const plan = section.plan(account, valuesOf(request.body), portal.sectionContext());
  if (plan.problems.length > 0) return { status: 422, problems: plan.problems };
  if (context.strike(request, 'optimistic-revert')) return undefined;
  context.change(visitor.session.email, () => plan.apply(account));
  portal.memory().previous.set(key, before);
  const fails = context.strike(request, 'save-500-after-commit');
  return fails ? { status: 500, problems: [SERVER_ERROR] } : undefined;
}

function putSection(portal: Portal, visitor: Visitor, request: FastifyRequest, reply: FastifyReply): unknown {
  const target = targetOf(portal, request);
  if (!target) return sendProblems(reply, 404, NOT_THERE);
  const refused =
    refuseWrite(portal, visitor, request, target.section.slug) ?? store(portal, visitor, request, target);
  reply.header('x-csrf-token', issueToken(visitor.session));
  if (refused) return sendProblems(reply, refused.status, refused.problems);
  const values = target.section.read(target.account, portal.sectionContext());
  return { saved: true, message: 'Saved', base: baseOf(values) };
}

/** The JSON endpoints behind the pages. */
export function addScriptRoutes(app: FastifyInstance, portal: Portal): void {
  app.get(
    '/api/accounts',
    script(portal, (_visitor, request) =>
      listAccounts(
        portal.context.state(),
        queryOf(request, 'q').trim(),
        Number(queryOf(request, 'page')) || 1,
      ),
    ),
  );
  app.get(
    '/api/accounts/:id/contacts',
    script(portal, (_visitor, request, reply) => {
      const account = portal.account(paramOf(request, 'id'));
      return account ? searchContacts(portal, request, account) : sendProblems(reply, 404, NOT_THERE);
    }),
  );
  app.get(
    '/api/accounts/:id/:tab',
    script(portal, (_visitor, request, reply) => getSection(portal, request, reply)),
  );
  app.put(
    '/api/accounts/:id/:tab',
    script(portal, (visitor, request, reply) => putSection(portal, visitor, request, reply)),
  );
}
