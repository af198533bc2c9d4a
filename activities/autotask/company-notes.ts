import type { AutotaskCompanyId } from '../../domain/ids.ts';
import {
  type AutotaskResource,
  type CompanyNote,
  companyNoteSchema,
  type FieldDefinition,
  fieldDefinitionsSchema,
  resourceSchema,
  writtenSchema,
} from './answers.ts';
import type { Ask } from './requests.ts';
import { allRows, equals } from './rows.ts';

/** What a new note of a company needs, in Autotask's own terms. */
export interface NewCompanyNote {
  /** At most 128 characters. */
  readonly name: string;
  /** At most 32,000 characters. */
  readonly note: string;
  /** The value of the list, not its label. */
  readonly actionType: number;
  readonly assignedResourceID: number;
  /** Instants in UTC. */
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** The part of the client that is about notes of companies. */
export interface CompanyNotes {
  /** Notes of the company of exactly that name, capitals included, the oldest first. */
  companyNotesNamed(companyId: AutotaskCompanyId, name: string): Promise<CompanyNote[]>;
  /** All fields of company notes: their lists hold values of the tenant's own. */
  companyNoteFieldDefinitions(): Promise<FieldDefinition[]>;
  /** Active people of the MSP with that e-mail address; capitals do not count. */
  activeResourcesWithEmail(email: string): Promise<AutotaskResource[]>;
  /** Adds a note, each time another one: look for it first. Proves nothing. */
  writeCompanyNote(companyId: AutotaskCompanyId, note: NewCompanyNote): Promise<void>;
}

/** Makes that part. */
export function companyNotes(ask: Ask): CompanyNotes {
  return {
    companyNotesNamed: (companyId, name) => notesNamed(ask, companyId, name),
    companyNoteFieldDefinitions: () => fieldDefinitions(ask),
    activeResourcesWithEmail: (email) => resourcesWithEmail(ask, email),
    writeCompanyNote: (companyId, note) => writeNote(ask, companyId, note),
  };
}

async function notesNamed(ask: Ask, companyId: AutotaskCompanyId, name: string): Promise<CompanyNote[]> {
  const query = {
    entity: 'CompanyNotes',
    fields: ['id', 'name', 'note'],
    filter: [equals('companyID', companyId), equals('name', name)],
    wanted: 'look up the company’s note by name',
  };
  const found = await allRows(ask, query, companyNoteSchema);
  return found.filter((candidate) => candidate.name === name);
}

function fieldDefinitions(ask: Ask): Promise<FieldDefinition[]> {
  const path = 'CompanyNotes/entityInformation/fields';
  return ask({ method: 'GET', path, wanted: 'read the fields of company notes' }, fieldDefinitionsSchema);
}

async function resourcesWithEmail(ask: Ask, email: string): Promise<AutotaskResource[]> {
  const query = {
    entity: 'Resources',
    fields: ['id', 'email', 'firstName', 'lastName'],
    filter: [equals('email', email), equals('isActive', true)],
    wanted: 'look up the resource by e-mail',
  };
  const found = await allRows(ask, query, resourceSchema);
  return found.filter((candidate) => candidate.email.toLowerCase() === email.toLowerCase());
}

async function writeNote(ask: Ask, companyId: AutotaskCompanyId, note: NewCompanyNote): Promise<void> {
  // The vendor takes what belongs to a company below its company only.
  await ask(
    {
      method: 'POST',
      path: `Companies/${companyId}/Notes`,
      body: { companyID: companyId, ...note },
      wanted: 'add a note to the company',
      row: `company with id ${companyId}`,
    },
    writtenSchema,
  );
}
