import type { AutotaskCompanyId } from '../../domain/ids.ts';
import { ProductError } from '../../domain/problems.ts';
import {
  type AutotaskCompany,
  type AutotaskContact,
  type AutotaskLocation,
  companySchema,
  contactSchema,
  type FieldDefinition,
  type FoundCompany,
  fieldDefinitionsSchema,
  foundCompanySchema,
  itemSchema,
  locationSchema,
  versionSchema,
  writtenSchema,
} from './answers.ts';
import { type CompanyNotes, companyNotes } from './company-notes.ts';
import { systemTitle } from './errors.ts';
import { fieldNamed } from './help-desk-field.ts';
import { type Ask, type AutotaskSettings, createAsk } from './requests.ts';
import { allRows, equals } from './rows.ts';
import { type TicketParts, ticketParts } from './ticket-parts.ts';
import { type Tickets, tickets } from './tickets.ts';

/**
 * The part of Autotask's REST API that we use. Every method throws the `ProductError`s of `Ask`; none repeats a request:
 * the workflow does. Only what is named `write…` changes anything, so only that throws `outcome-lost`.
 */
export interface AutotaskClient extends CompanyNotes, Tickets, TicketParts {
  /** The company, its user-defined fields included. Throws `not-found`. */
  company(id: AutotaskCompanyId): Promise<AutotaskCompany>;
  /** Every company of exactly that name, capitals included, inactive ones too. */
  companiesNamed(name: string): Promise<FoundCompany[]>;
  /** All user-defined fields of companies: for a person to choose from (R20). */
  companyFieldDefinitions(): Promise<FieldDefinition[]>;
  /** The one field of that name or label. Throws `not-found` and `ambiguous`. */
  helpDeskFieldDefinition(fieldName: string): Promise<FieldDefinition>;
  /** Sets or clears one user-defined field; for a list, `value` is the stored value, not the label. Proves nothing. */
  writeCompanyField(id: AutotaskCompanyId, name: string, value: string | null): Promise<void>;
  /** Contacts of the company, inactive ones too. */
  contacts(companyId: AutotaskCompanyId): Promise<AutotaskContact[]>;
  /** Active locations of the company (R11). */
  activeLocations(companyId: AutotaskCompanyId): Promise<AutotaskLocation[]>;
  /** The API's version: shows that the credentials are accepted, without needing any right. */
  probe(): Promise<string>;
}

/** Makes the client. Opens nothing before the first call. */
export function createAutotaskClient(settings: AutotaskSettings): AutotaskClient {
  const ask = createAsk(settings);
  const companyFieldDefinitions = () => fieldDefinitions(ask);
  return {
    company: (id) => company(ask, id),
    companiesNamed: (name) => companiesNamed(ask, name),
    companyFieldDefinitions,
    helpDeskFieldDefinition: async (fieldName) => fieldNamed(await companyFieldDefinitions(), fieldName),
    writeCompanyField: (id, name, value) => writeCompanyField(ask, id, name, value),
    contacts: (companyId) => contacts(ask, companyId),
    activeLocations: (companyId) => activeLocations(ask, companyId),
    ...companyNotes(ask),
    ...tickets(ask),
    ...ticketParts(ask),
    probe: () => ask({ method: 'GET', path: 'Version', wanted: 'test our login' }, versionSchema),
  };
}

async function company(ask: Ask, id: AutotaskCompanyId): Promise<AutotaskCompany> {
  const row = `company with id ${id}`;
  const { item } = await ask(
    { method: 'GET', path: `Companies/${id}`, wanted: 'read the company', row },
    itemSchema(companySchema),
  );
  // A missing id is a 404 or an empty item.
  if (item === null) throw new ProductError('not-found', { system: systemTitle, what: row });
  return item;
}

async function companiesNamed(ask: Ask, name: string): Promise<FoundCompany[]> {
  const query = {
    entity: 'Companies',
    fields: ['id', 'companyName', 'isActive'],
    filter: [equals('companyName', name)],
    wanted: 'look up the company by name',
  };
  const found = await allRows(ask, query, foundCompanySchema);
  // The database behind the API may compare without regard to capitals.
  return found.filter((candidate) => candidate.name === name);
}

function fieldDefinitions(ask: Ask): Promise<FieldDefinition[]> {
  const path = 'Companies/entityInformation/userDefinedFields';
  return ask({ method: 'GET', path, wanted: 'read the fields of companies' }, fieldDefinitionsSchema);
}

async function writeCompanyField(
  ask: Ask,
  id: AutotaskCompanyId,
  name: string,
  value: string | null,
): Promise<void> {
  // PATCH leaves what it does not name; PUT would empty it. The id stands in the body.
  const body = { id, userDefinedFields: [{ name, value }] };
  const row = `company with id ${id}`;
  await ask(
    { method: 'PATCH', path: 'Companies', body, wanted: `set “${name}” of the company`, row },
    writtenSchema,
  );
}

function contacts(ask: Ask, companyId: AutotaskCompanyId): Promise<AutotaskContact[]> {
  const query = {
    entity: 'Contacts',
    fields: ['id', 'firstName', 'lastName', 'emailAddress', 'isActive'],
    filter: [equals('companyID', companyId)],
    wanted: 'read the company’s contacts',
  };
  return allRows(ask, query, contactSchema);
}

function activeLocations(ask: Ask, companyId: AutotaskCompanyId): Promise<AutotaskLocation[]> {
  const query = {
    entity: 'CompanyLocations',
    fields: ['id', 'name'],
    filter: [equals('companyID', companyId), equals('isActive', true)],
    wanted: 'read the company’s locations',
  };
  return allRows(ask, query, locationSchema);
}
