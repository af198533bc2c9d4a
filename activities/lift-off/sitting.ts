import type { CustomerFile } from '../../domain/customer-file.ts';
import type { PortalSitting } from '../browser/sitting.ts';
import type { Portal } from './portal.ts';

/** One sitting at Lift Off: a tab that is signed in, for one customer. */
export interface Sitting extends PortalSitting<Portal> {
  readonly customer: CustomerFile;
  /** Does something in a second page at the same time, with the same login: for looking only, where others click. */
  beside<Result>(work: (other: Sitting) => Promise<Result>): Promise<Result>;
}
