import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { CustomerFile } from '../../domain/customer-file.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import type { EvidenceStore } from '../evidence-store.ts';
import type { OpenVisit, Visit, VisitContext } from '../visit.ts';

/** How often a sitting shows that it is alive while a page is slow, at least; and how often within its time-out. */
const BEAT_EVERY_MS = 10_000;
const BEATS_IN_TIMEOUT = 4;

/** A visit under way, and the evidence that it has left so far. */
export interface Sitting {
  readonly visit: Visit;
  readonly evidence: readonly EvidenceReference[];
}

/** Opens a visit inside the running activity, does the work and closes it, whatever happens. */
export async function sit<Result>(
  open: OpenVisit,
  store: EvidenceStore,
  customer: CustomerFile,
  work: (sitting: Sitting) => Promise<Result>,
): Promise<Result> {
  const evidence: EvidenceReference[] = [];
  const alive = keepAlive();
  const context = visitContext(customer, store, evidence, alive.beat);
  try {
    const visit = await open(context);
    try {
      return await work({ visit, evidence });
    } finally {
      await visit.close();
    }
  } finally {
    alive.stop();
  }
}

function visitContext(
  customer: CustomerFile,
  store: EvidenceStore,
  evidence: EvidenceReference[],
  beat: (where: string) => void,
): VisitContext {
  const { workflowExecution, activityType, activityId, attempt } = activityInfo();
  const workflowId = workflowExecution?.workflowId ?? 'no-workflow';
  const folder = `${workflowId}/${activityType}-${activityId}-${attempt}`;
  return {
    customer,
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
