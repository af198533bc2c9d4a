import { patched } from '@temporalio/workflow';
import type { Inspection } from '../../activities/types.ts';
import type { StepId } from '../../domain/steps/step.ts';
import type { Run } from './run.ts';

/**
 * Whether the evidence of open steps is kept beyond a reading, a run and a question asked anew. Histories from before it
 * are held to the chain that they had then: its head stands in Autotask and in the customer's record.
 */
export function keepsOpenEvidence(): boolean {
  return patched('keep-evidence-of-open-steps');
}

/** What a reading has shown of a step that now waits for a person; the same reading may be asked about again. */
export function keepWhatWasSeen(run: Run, step: StepId, { evidence }: Inspection): void {
  const known = run.evidenceOf(step);
  const news = evidence.filter(
    (one) => !known.some(({ key, sha256 }) => key === one.key && sha256 === one.sha256),
  );
  if (news.length > 0 && keepsOpenEvidence()) run.keepEvidence([step], news);
}
