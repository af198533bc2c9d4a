import type { CustomerFile } from '../../domain/customer-file.ts';
import { ProductError } from '../../domain/problems.ts';
import { browserProblem } from '../browser/browser-problem.ts';
import type { Pictures } from './pictures.ts';
import { liftOffTitle, type Portal } from './portal.ts';

/** One sitting at the portal: a tab that is signed in, for one customer. */
export interface Sitting {
  readonly customer: CustomerFile;
  readonly pictures: Pictures;
  /**
   * Does one thing. When that fails, a picture named after it is kept and the error becomes one of the product's.
   * @param wanted Completes "while we wanted to …".
   */
  during<Result>(wanted: string, name: string, work: (portal: Portal) => Promise<Result>): Promise<Result>;
}

/** What a sitting is made of. */
export interface SittingOptions {
  readonly customer: CustomerFile;
  readonly pictures: Pictures;
  readonly portal: Omit<Portal, 'wanted'>;
  /** Called when the portal has ended our session. */
  readonly onSessionExpired: () => Promise<void>;
}

/** Makes a sitting. */
export function createSitting({ customer, pictures, portal, onSessionExpired }: SittingOptions): Sitting {
  return {
    customer,
    pictures,
    during: async (wanted, name, work) => {
      const about = { ...portal, wanted };
      try {
        return await work(about);
      } catch (error) {
        const problem = browserProblem(error, portal.tab.signal, { system: liftOffTitle, wanted });
        if (!portal.tab.signal.aborted) await pictures.take(about, `${name}-failed`);
        if (isSessionExpired(problem)) await onSessionExpired();
        throw problem;
      }
    },
  };
}

function isSessionExpired(problem: unknown): boolean {
  return problem instanceof ProductError && problem.problem.code === 'session-expired';
}
