import type { EvidenceReference } from '../../domain/evidence.ts';
import type { ProductError } from '../../domain/problems.ts';

/**
 * A sitting that ended with a problem, and the evidence that it had left until then. Not in the problem itself: two
 * sittings, of two customers, may meet one and the same.
 */
export class FailedSitting extends Error {
  override readonly name = 'FailedSitting';
  override readonly cause: ProductError;
  readonly evidence: readonly EvidenceReference[];

  constructor(cause: ProductError, evidence: readonly EvidenceReference[]) {
    super(cause.message);
    this.cause = cause;
    this.evidence = evidence;
  }
}
