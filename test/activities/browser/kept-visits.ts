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
  return {
    visit: async (work, kind) => {
      const name = JSON.stringify([kind?.customer?.id, kind?.settings]);
      const opened = kept.get(name) ?? open(kind);
      kept.set(name, opened);
      try {
        return await work(await opened);
      } catch (error) {
        if (isOver(error)) {
          kept.delete(name);
          await opened.then(
            (visit) => visit.close(),
            () => undefined,
          );
        }
        throw error;
      }
    },
    close: async () => {
      const all = await Promise.all(kept.values());
      kept.clear();
      await Promise.all(all.map((visit) => visit.close()));
    },
  };
}

/** After a problem like any other one looks at the next page. */
function isOver(error: unknown): boolean {
  return !(error instanceof ProductError) || error.problem.code === 'session-expired';
}
