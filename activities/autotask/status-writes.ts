import { ProductError } from '../../domain/problems.ts';
import { systemTitle } from './errors.ts';

/** Whom to ask about statuses, as the profile says. */
export interface StatusesPerson {
  readonly name: string;
  readonly email: string;
}

/** A status that is written to a ticket. */
export interface StatusWrite {
  /** What people see of it. */
  readonly status: string;
  readonly wanted: string;
  readonly statusesPerson?: StatusesPerson | undefined;
}

/**
 * R71 · Which statuses a category shows is not in Autotask's API: a refusal names the status and who is in charge of
 * them. Throws `status-refused`, and whatever else the write throws.
 */
export async function tellingRefusedStatus<Result>(
  { status, wanted, statusesPerson }: StatusWrite,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.code !== 'status-refused') throw error;
    const who =
      statusesPerson === undefined
        ? ''
        : `; ${statusesPerson.name} (${statusesPerson.email}) is in charge of statuses`;
    const detail = `the ticket’s category does not show “${status}” (R71)${who}`;
    throw new ProductError('status-refused', { system: systemTitle, wanted, detail }, { cause: error });
  }
}
