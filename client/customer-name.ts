import { type CustomerId, customerIdSchema } from '../domain/ids.ts';
import { CommandFailure } from './command-failure.ts';

/** The customer that a command names. Throws `CommandFailure` when it cannot be the name of one. */
export function customerNamed(name: string): CustomerId {
  const parsed = customerIdSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new CommandFailure(
    `“${name}” is not a customer’s id, such as harbor-dental. The ids of what runs: onboard list`,
  );
}
