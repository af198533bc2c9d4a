import type { AuditRecord } from '../kit/audit.ts';
import { ENTITIES } from './entities/table.ts';
import {
  ENTITY_PATHS,
  type EntityDefinition,
  type EntityPath,
  type FieldDefinition,
  type Row,
} from './entities/types.ts';

/** One value of a picklist. Ids and labels are the tenant's own. */
export interface PicklistValue {
  readonly value: number;
  readonly label: string;
  /** False: still on old rows, no longer selectable. */
  readonly isActive?: boolean;
  readonly isDefaultValue?: boolean;
  readonly parentValue?: string;
}

/** A user-defined field. With `values` it is a list, and rows hold an item's `value`, not its label. */
export interface UdfDefinition {
  readonly name: string;
  readonly values?: readonly {
    readonly value: string;
    readonly label: string;
    readonly isActive?: boolean;
  }[];
}

/** A rule of the tenant that changes a ticket after somebody else did: why a 200 is no proof. */
export interface WorkflowRule {
  readonly name: string;
  readonly whenStatus: number;
  readonly whenUdf?: { readonly name: string; readonly value: string };
  /** Only with unfinished important checklist items. */
  readonly whenImportantItemsOpen?: boolean;
  readonly setStatus: number;
}

/** What a read still shows of a row as it was before a write. */
export interface StaleRow {
  readonly entity: EntityPath;
  readonly id: number;
  /** Null: the row was not there yet. */
  readonly row: Row | null;
  left: number;
}

/** The tenant: rows, and what an administrator set up. */
export interface AutotaskState {
  /** Rises when the tenant moves; the address of the old zone then answers 401. */
  zone: number;
  rows: Record<EntityPath, Row[]>;
  /** By `<entity path>.<field>`. */
  picklists: Record<string, PicklistValue[]>;
  udfs: Partial<Record<EntityPath, UdfDefinition[]>>;
  /** Statuses that a ticket category shows, by its id; a category that is not named shows all (R71). */
  statusesOfCategory: Record<string, number[]>;
  workflowRules: WorkflowRule[];
  /** What the API user's security level forbids. */
  denied: { query: EntityPath[]; update: EntityPath[] };
  staleRows: StaleRow[];
  nextId: number;
}

/** Empty lists of rows for all entities. */
export function noRows(): Record<EntityPath, Row[]> {
  return {
    Companies: [],
    CompanyLocations: [],
    CompanyNotes: [],
    Contacts: [],
    Contracts: [],
    ContractServices: [],
    Tickets: [],
    TicketNotes: [],
    TicketSecondaryResources: [],
    TicketChecklistItems: [],
    TicketChecklistLibraries: [],
    ChecklistLibraries: [],
    ChecklistLibraryChecklistItems: [],
    ConfigurationItems: [],
    Resources: [],
    ResourceServiceDeskRoles: [],
    Roles: [],
    TicketCategories: [],
  };
}

/** The row of an id. Ids are compared, never tested for truth: the MSP's is 0. */
export function findRow(state: AutotaskState, path: EntityPath, id: number): Row | undefined {
  return state.rows[path].find((row) => row.id === id);
}

/** Columns that the server stamps at each write. They are left out of the audit: nobody chose to change them. */
export function isUpdateStamp(field: FieldDefinition): boolean {
  return field.readOnly === true && field.type === 'datetime' && field.name.startsWith('last');
}

/** A row as the audit speaks of it; user-defined fields are named `udf:<name>`. */
export function auditRecord(entity: EntityDefinition, row: Row): AuditRecord {
  const fields = { ...row.fields };
  for (const field of entity.fields.filter(isUpdateStamp)) delete fields[field.name];
  for (const [name, value] of Object.entries(row.udf)) fields[`udf:${name}`] = value;
  const name = entity.name.charAt(0).toLowerCase() + entity.name.slice(1);
  return { entity: name, id: String(row.id), fields };
}

/** All rows as the audit speaks of them. */
export function auditRecords(state: AutotaskState): AuditRecord[] {
  return ENTITY_PATHS.flatMap((path) => state.rows[path].map((row) => auditRecord(ENTITIES[path], row)));
}

/** The rows of an entity as a read shows them, older than they are while a stale read lasts. */
export function visibleRows(state: AutotaskState, path: EntityPath): Row[] {
  const stale = state.staleRows.filter((entry) => entry.entity === path);
  if (stale.length === 0) return state.rows[path];
  for (const entry of stale) entry.left -= 1;
  state.staleRows = state.staleRows.filter((entry) => entry.left > 0);
  return state.rows[path].flatMap((row) => {
    const old = stale.find((entry) => entry.id === row.id);
    return old ? (old.row ?? []) : row;
  });
}
