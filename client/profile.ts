import type { PersonId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import { parseProfile, showFault } from '../domain/yaml-document.ts';
import { CommandFailure } from './command-failure.ts';
import type { Invocation } from './invocation.ts';
import { readText } from './text-file.ts';

/** Who decides, and how we know that it is them. */
export interface DecidingPerson {
  readonly by: PersonId;
  readonly provenBy: string;
}

/** Reads the profile without its secrets, which only workers hold. Throws `CommandFailure` with every fault. */
export async function readProfile(path: string): Promise<Profile> {
  const parsed = parseProfile(
    await readText({ what: 'the MSP’s profile', path, remedy: 'Name it with --profile FILE.' }),
    path,
  );
  if (parsed.ok) return parsed.value;
  throw new CommandFailure(`The profile ${path} cannot be used.\n${parsed.faults.map(showFault).join('\n')}`);
}

/** The profile for foretelling reminders. Where it cannot be read that is told on stderr, and nothing is foretold. */
export async function profileForReminders({ terminal, options }: Invocation): Promise<Profile | undefined> {
  try {
    return await readProfile(options.profile);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    terminal.err(`No reminders are foretold. ${error.message}\n`);
    return undefined;
  }
}

/** The person who decides: `--as`, else ONBOARD_AS, else whoever's `osUser` in the profile is logged in here. */
export async function whoDecides({ terminal, options }: Invocation): Promise<DecidingPerson> {
  const { people } = await readProfile(options.profile);
  const { osUser, host, environment } = terminal;
  const named = options.as ?? environment['ONBOARD_AS'];
  const person = people.find(({ id, osUser: login }) => (named ? id === named : login === osUser));
  if (person !== undefined) return { by: person.id, provenBy: `claimed: ${osUser}@${host}` };
  const known = people.map(({ id, name, roles }) => `  ${id}  ${name} (${roles.join(', ')})`).join('\n');
  const who = named ? `“${named}” is nobody there` : `nobody there has the osUser “${osUser}”`;
  throw new CommandFailure(
    `Wanted to know who decides, but in ${options.profile} ${who}.\n` +
      `Say who you are with --as PERSON or ONBOARD_AS. People:\n${known}`,
  );
}
