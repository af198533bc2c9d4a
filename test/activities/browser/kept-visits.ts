import type { Visit } from '../../../activities/visit.ts';
import type { CustomerFile } from '../../../domain/customer-file.ts';
import { ProductError } from '../../../domain/problems.ts';

/** What tells one kept visit from another. */
interface VisitKind {
  readonly customer?: CustomerFile;
  readonly settings?: object;
}

/** Visits that stay open from test to test, one of a kind: what went wrong on one page must not matter to the next. */
export interface KeptVisits<Kind extends VisitKind> {
  /** Does the work in the visit of that kind, which is opened when there is none. */
  visit<Result>(work: (visit: Visit) => Promise<Result>, kind?: Kind): Promise<Result>;
  /** Closes them all; the next ones are opened anew. */
  close(): Promise<void>;
}

/** Keeps visits; most of what a visit costs is a page of its own and the way to the account. */
export function keptVisits<Kind extends VisitKind>(open: (kind?: Kind) => Promise<Visit>): KeptVisits<Kind> {
  const kept = new Map<string, Promise<Visit>>();
  const close = async () => {
    const all = await Promise.all(kept.values());
    kept.clear();
    await Promise.all(all.map((visit) => visit.close()));
  };
  return {
    visit: async (work, kind) => {
      const name = JSON.stringify([kind?.customer, kind?.settings]);
      const opening = kept.get(name) ?? open(kind);
      kept.set(name, opening);
      const visit = await opening.catch((error: unknown) => {
        kept.delete(name);
        throw error;
      });
      return work(visit).catch(async (error: unknown) => {
        if (isOver(error)) await close();
        throw error;
      });
    },
    close,
  };
}

/** After a problem like any other one looks at the next page. A session that has ended was that of the other visits, too. */
function isOver(error: unknown): boolean {
  return !(error instanceof ProductError) || error.problem.code === 'session-expired';
}
