import type { FastifyRequest } from 'fastify';
import { diffRecord } from '../kit/audit.ts';
import { numberOption } from '../kit/faults.ts';
import type { FaultAlias } from '../kit/http-faults.ts';
import { pathOf } from '../kit/http-faults.ts';
import type { HttpContext } from '../kit/http-server.ts';
import type { EntityDefinition, Row } from './entities/types.ts';
import { NOT_FOUND_PAGE, UNEXPECTED_BODY } from './errors.ts';
import { type AutotaskState, auditRecord } from './state.ts';

/** What the API says when more than three requests are in flight. */
export const THREAD_BODY = { errors: ['API thread threshold of 3 threads has been exceeded. (Itgenatr005)'] };

const LOCKED_BODY = {
  errors: ['Transaction was deadlocked on lock resources with another process. Rerun the transaction.'],
};

function isWriteRequest(request: FastifyRequest): boolean {
  return request.method !== 'GET' && !/\/query(\/|$)/i.test(pathOf(request));
}

/** This system's names for generic faults. */
export const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  '429-thread': { kind: 'status', options: { status: 429, body: THREAD_BODY } },
  '500-transient': { kind: 'status', options: { status: 500, body: LOCKED_BODY } },
  '500-unexpected': { kind: 'status', options: { status: 500, body: UNEXPECTED_BODY } },
  '404-html': { kind: 'status', options: { status: 404, body: NOT_FOUND_PAGE } },
  'commit-then-drop': { kind: 'drop-after-commit', only: isWriteRequest },
};

/** Faults that concern one row, around a write. */
export interface WriteQuirks {
  /** Called with the row before it changes, undefined when it is a new one. */
  before(entity: EntityDefinition, row: Row | undefined): void;
  /** Called with the row as it is stored. */
  after(entity: EntityDefinition, row: Row): void;
}

/** `concurrent-edit`: somebody else changes a field of the row that is being written. */
function editByOthers(
  context: HttpContext<AutotaskState>,
  options: object,
  entity: EntityDefinition,
  row: Row,
): void {
  const { field, value, udf, actor } = {
    field: '',
    value: null,
    udf: false,
    actor: 'somebody else',
    ...options,
  };
  const before = auditRecord(entity, row);
  if (udf) row.udf[field] = value;
  else row.fields[field] = value;
  context.audit(actor, diffRecord(before, auditRecord(entity, row)));
}

/** `stale-read` and `concurrent-edit`, for one request. */
export function writeQuirks(context: HttpContext<AutotaskState>, request: FastifyRequest): WriteQuirks {
  const stale = context.strike(request, 'stale-read');
  const edit = context.strike(request, 'concurrent-edit');
  const early = edit?.options?.['when'] === 'before';
  let old: Row | null = null;
  return {
    before: (entity, row) => {
      old = row ? structuredClone(row) : null;
      if (edit && row && early) editByOthers(context, edit.options ?? {}, entity, row);
    },
    after: (entity, row) => {
      if (edit && !early) editByOthers(context, edit.options ?? {}, entity, row);
      if (!stale) return;
      const left = numberOption(stale, 'reads', 1);
      context.state().staleRows.push({ entity: entity.path, id: row.id, row: old, left });
    },
  };
}
