import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createDirectoryEvidenceStore } from '../../activities/evidence/directory-store.ts';
import { linkKeyOf } from '../../activities/links/sealed-token.ts';
import type { Profile } from '../../domain/profile.ts';
import { hostOf, portOf } from '../../domain/profile-web.ts';
import { resolveWebSecrets, type WebSecrets } from '../../domain/secrets.ts';
import { CommandFailure } from '../command-failure.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Invocation } from '../invocation.ts';
import { readProfile } from '../profile.ts';
import { baseOf, type WebParts } from '../web/parts.ts';
import { profileSource } from '../web/profile-source.ts';
import { createWebApp } from '../web/server.ts';
import { temporalDesk } from '../web/temporal-desk.ts';

/** `onboard web`: serves the pages where people decide, until the process is told to end. */
export async function webCommand(invocation: Invocation): Promise<ExitCode> {
  const profile = await readProfile(invocation.options.profile);
  const secrets = secretsOf(invocation, profile);
  return await withDeployment(invocation, async (deployment) => {
    const app = await createWebApp(partsOf(invocation, deployment, profile, secrets));
    const { listen } = profile.web;
    await app
      .listen({ host: hostOf(listen).replace(/[[\]]/g, ''), port: portOf(listen) })
      .catch(refuse(listen));
    invocation.terminal.err(`Serving ${baseOf(profile)} on ${listen}. Ctrl-C ends it.\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await app.close();
    return exitCodes.done;
  });
}

function partsOf(
  { terminal, options }: Invocation,
  deployment: Deployment,
  profile: Profile,
  { linkKey, ...secrets }: WebSecrets,
): WebParts {
  const tell = (line: string) => terminal.err(`${line}\n`);
  const home = path.dirname(path.resolve(options.profile));
  const store = createDirectoryEvidenceStore(path.resolve(home, profile.storage.folder, 'evidence'));
  return {
    ...secrets,
    desk: temporalDesk(deployment, store),
    profile: profileSource(options.profile, profile, tell),
    key: linkKey === undefined ? randomBytes(32) : linkKeyOf(linkKey),
    now: () => new Date(),
    host: terminal.host,
    tell,
  };
}

function secretsOf({ terminal }: Invocation, profile: Profile): WebSecrets {
  const resolved = resolveWebSecrets(profile, terminal.environment, readSecretFile);
  if (resolved.ok) return resolved.secrets;
  const lines = resolved.missing.map(
    ({ path: keys, message, remedy }) => `${keys.join('.')} ${message}. ${remedy}`,
  );
  throw new CommandFailure(`The web process lacks secrets.\n${lines.join('\n')}`);
}

function readSecretFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function refuse(listen: string): (error: unknown) => never {
  return (error) => {
    throw new CommandFailure(
      `Wanted to listen on ${listen}, but ${error instanceof Error ? error.message : error}. Is another one running? Else set web.listen.`,
    );
  };
}
