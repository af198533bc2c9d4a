import { customerIdSchema } from '../../../domain/ids.ts';
import type { Onboarding } from '../../onboarding-client.ts';
import { NotHere } from '../errors.ts';
import type { WebParts } from '../parts.ts';

/** The onboarding of an address. Throws `NotHere`. */
export async function onboardingNamed({ desk }: WebParts, name: string): Promise<Onboarding> {
  const id = customerIdSchema.safeParse(name);
  const found = id.success ? await desk.onboarding(id.data) : undefined;
  if (found === undefined) throw new NotHere('No onboarding of that customer is known.');
  return found;
}
