import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { ProductError } from '../../domain/problems.ts';
import { withRequestTrail } from '../evidence/request-trail.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import type { OpenVisit, Visit, VisitContext } from '../visit.ts';
import { FailedSitting } from './failed-sitting.ts';

/** How often a sitting shows that it is alive while a page is slow, at least; and how often within its time-out. */
const BEAT_EVERY_MS = 10_000;
const BEATS_IN_TIMEOUT = 4;

/** A visit under way, and the evidence that it has left so far. */
export interface Sitting {
  readonly visit: Visit;
  readonly evidence: readonly EvidenceReference[];
}

/** Whom a visit is about, and what people have chosen for it. */
export type About = Pick<VisitContext, 'customer' | 'choices' | 'pictures'>;

/**
 * Opens a visit inside the running activity, does the work and closes it, whatever happens. A problem that ends it
 * leaves as `FailedSitting` once something was kept.
 */
export async function sit<Result>(
  open: OpenVisit,
  store: EvidenceStore,
  about: About,
  work: (sitting: Sitting) => Promise<Result>,
): Promise<Result> {
  const evidence: EvidenceReference[] = [];
  const alive = keepAlive();
  const context = visitContext(about, store, evidence, alive.beat);
  try {
    return await withRequestTrail(context.keep, async () => {
      const visit = await open(context);
      try {
        return await work({ visit, evidence });
      } finally {
        await visit.close();
      }
    });
  } catch (error) {
    // What was seen is worth most when nothing else came of it. By now the trail of requests is kept, too.
    if (error instanceof ProductError && evidence.length > 0) throw new FailedSitting(error, evidence);
    throw error;
  } finally {
    alive.stop();
  }
}

function visitContext(
  about: About,
  store: EvidenceStore,
  evidence: EvidenceReference[],
  beat: (where: string) => void,
): VisitContext {
  const { workflowExecution, activityType, activityId, attempt } = activityInfo();
  const workflowId = workflowExecution?.workflowId ?? 'no-workflow';
  // Activity ids begin anew in every run.
  const runId = workflowExecution?.runId ?? 'no-run';
  const folder = `${workflowId}/${runId}/${activityType}-${activityId}-${attempt}`;
  return {
    ...about,
    signal: cancellationSignal(),
    beat,
    keep: async (name, bytes) => {
      const reference = await store.put(`${folder}/${name}`, bytes);
      evidence.push(reference);
      return reference;
    },
  };
}

/** A cancel reaches an activity only with a heartbeat, so the last place is repeated while a page takes its time. */
function keepAlive(): { beat: (where: string) => void; stop: () => void } {
  let last = 'opening';
  const { heartbeatTimeoutMs = 0 } = activityInfo();
  const withinTimeout = heartbeatTimeoutMs > 0 ? heartbeatTimeoutMs / BEATS_IN_TIMEOUT : BEAT_EVERY_MS;
  const timer = setInterval(() => heartbeat(last), Math.min(BEAT_EVERY_MS, withinTimeout));
  return {
    beat: (where) => {
      last = where;
      heartbeat(where);
    },
    stop: () => clearInterval(timer),
  };
}
