import type { Row } from '../autotask/entities/types.ts';
import { buildCompanies, buildContacts, buildLocations } from '../autotask/seed-companies.ts';
import type { Resource } from './state.ts';

/** When everything of the sample account was made. */
const CREATED = '2024-03-04T15:00:00.000Z';
/** Titles of people who are the customer's primary authority; that makes nobody an approver (R5). */
const AUTHORITIES = ['Owner', 'Managing Partner'];

/** Ids of contact types. */
export const PRIMARY_AUTHORITY = 24;
const END_USER = 25;

/** An organization's id here, from its company's in Autotask: the two systems count separately. */
export function organizationId(companyId: number): number {
  return companyId - 24_683_000;
}

function organization(companyId: number, name: string, psaIntegration: string | null): Resource {
  return {
    id: organizationId(companyId),
    ...(psaIntegration === null ? {} : { psaId: String(companyId) }),
    attributes: {
      name,
      alert: null,
      description: null,
      'organization-type-id': 86,
      'organization-type-name': 'Customer',
      'organization-status-id': 68,
      'organization-status-name': 'Active',
      primary: companyId === 0,
      'quick-notes': name === 'Acme' ? 'Ring twice. '.repeat(40) : null,
      'short-name': name.slice(0, 12).toLowerCase(),
      'psa-integration': psaIntegration,
      'my-glue': false,
      'created-at': CREATED,
      'updated-at': CREATED,
    },
  };
}

/**
 * Every company of the sample Autotask tenant, as the sync brings it here, and three that only this system knows:
 * a name with a comma, a namesake that belongs to no company, and one whose company is gone.
 */
export function buildOrganizations(): Resource[] {
  return [
    ...buildCompanies()
      .filter(({ id }) => id !== 0)
      .map(({ id, fields }) => organization(id, String(fields['companyName']), 'enabled')),
    organization(29_683_301, 'Kub, Reynolds and Gibson (example)', 'enabled'),
    organization(29_683_302, 'Harbor Dental Group (Example)', null),
    organization(29_683_303, 'Left Behind Ltd (example)', 'orphaned'),
  ];
}

/** The account's contact types. */
export function buildContactTypes(): Resource[] {
  const type = (id: number, name: string): Resource => ({
    id,
    attributes: { name, 'created-at': CREATED, 'updated-at': CREATED },
  });
  return [type(23, 'Approver'), type(PRIMARY_AUTHORITY, 'Primary Authority'), type(END_USER, 'End User')];
}

function contact({ id, fields }: Row): Resource {
  const isAuthority = AUTHORITIES.includes(String(fields['title']));
  const name = `${fields['firstName']} ${fields['lastName']}`;
  return {
    id: id - 20_000_000,
    psaId: String(id),
    attributes: {
      'organization-id': organizationId(Number(fields['companyID'])),
      name,
      'first-name': fields['firstName'] ?? null,
      'last-name': fields['lastName'] ?? null,
      title: fields['title'] ?? null,
      'contact-type-id': isAuthority ? PRIMARY_AUTHORITY : END_USER,
      'contact-type-name': isAuthority ? 'Primary Authority' : 'End User',
      important: isAuthority,
      notes: null,
      'contact-emails': [{ value: fields['emailAddress'] ?? '', primary: true, 'label-name': 'Work' }],
      'contact-phones': [
        { value: '4155550156', extension: null, primary: true, 'label-name': 'Work', 'label-type': 'phone' },
      ],
      'created-at': CREATED,
      'updated-at': CREATED,
    },
  };
}

/** People of the sample tenant, as the sync brings them here. */
export function buildGlueContacts(): Resource[] {
  return buildContacts().map(contact);
}

/** Locations of the sample tenant, as the sync brings them here. */
export function buildGlueLocations(): Resource[] {
  return buildLocations().map(({ id, fields }) => ({
    id: id - 20_000_000,
    psaId: String(id),
    attributes: {
      'organization-id': organizationId(Number(fields['companyID'])),
      name: fields['name'] ?? null,
      primary: fields['isPrimary'] ?? false,
      'created-at': CREATED,
      'updated-at': CREATED,
    },
  }));
}
