import type { FastifyRequest } from 'fastify';
import { HARBOR_DENTAL } from '../../autotask/seed-companies.ts';
import { numberOption } from '../../kit/faults.ts';
import type { Fault } from '../../kit/types.ts';
import { dattoRmmPortalDefaults } from '../seed-portal.ts';
import type { Site, SiteGroup, Tenant } from '../state.ts';
import type { Portal } from './portal.ts';

function textOption(fault: Fault, name: string, otherwise: string): string {
  const value = fault.options?.[name];
  return typeof value === 'string' ? value : otherwise;
}

function somebody(fault: Fault): string {
  return textOption(fault, 'actor', 'somebody.else@msp.example.com');
}

/** By name, without regard to case. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, 'en');
}

/** The groups as they are shown: `group-renamed` renames one for good, `group-missing` hides one while it lasts. */
export function shownGroups(portal: Portal, request: FastifyRequest, tenant: Tenant): SiteGroup[] {
  const { name } = dattoRmmPortalDefaults.siteGroup;
  const renamed = portal.context.strike(request, 'group-renamed');
  const group = tenant.siteGroups.find((one) => one.name === (renamed && textOption(renamed, 'group', name)));
  if (renamed && group)
    portal.context.change(somebody(renamed), () => {
      group.name = textOption(renamed, 'to', 'MC Helpdesk Customers');
    });
  const missing = portal.context.strike(request, 'group-missing');
  const hidden = missing && textOption(missing, 'group', name);
  return tenant.siteGroups.filter((one) => one.name !== hidden);
}

/** The sites as they are shown: `site-not-visible` hides one, or all. */
export function shownSites(portal: Portal, request: FastifyRequest, tenant: Tenant): Site[] {
  const hiding = portal.context.strike(request, 'site-not-visible');
  if (!hiding) return tenant.sites;
  const hidden = hiding.options?.['site'];
  return hidden === undefined ? [] : tenant.sites.filter(({ name }) => name !== hidden);
}

/** How many sites the list says a group has: `stale-count` shows the number from before the last save. */
export function shownCount(portal: Portal, group: SiteGroup, stale: Fault | undefined): number {
  const former = portal.memory().formerCounts.get(group.id) ?? group.siteUids.length;
  return stale ? numberOption(stale, 'count', former) : group.siteUids.length;
}

/** `already-member`: just before the page looks, somebody else puts the site into the group. */
export function joinBefore(portal: Portal, request: FastifyRequest, tenant: Tenant, group: SiteGroup): void {
  const fault = portal.context.strike(request, 'already-member');
  if (!fault) return;
  const wanted = fault.options?.['site'];
  const site = tenant.sites.find(({ name, autotaskCompany }) =>
    wanted === undefined ? autotaskCompany?.id === String(HARBOR_DENTAL) : name === wanted,
  );
  if (!site || group.siteUids.includes(site.uid)) return;
  portal.context.change(somebody(fault), () => group.siteUids.push(site.uid));
}

/**
 * `concurrent-edit`: somebody else saves the group, too, with one more site, or with `{ action: 'remove' }` one fewer.
 * A page that is open already does not know, and its own save puts back what it knows (every save is the whole list).
 */
export function editBehind(portal: Portal, request: FastifyRequest, tenant: Tenant, group: SiteGroup): void {
  const fault = portal.context.strike(request, 'concurrent-edit');
  if (!fault) return;
  const removes = fault.options?.['action'] === 'remove';
  const wanted = fault.options?.['site'];
  const site = tenant.sites.find(
    ({ uid, name }) => group.siteUids.includes(uid) === removes && (wanted === undefined || name === wanted),
  );
  if (!site) return;
  const others = group.siteUids.filter((uid) => uid !== site.uid);
  portal.context.change(somebody(fault), () => {
    group.siteUids = removes ? others : [...others, site.uid];
  });
}
