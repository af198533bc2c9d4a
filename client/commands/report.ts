import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDirectoryEvidenceStore } from '../../activities/evidence/directory-store.ts';
import { headOf } from '../../domain/evidence-chain.ts';
import { CommandFailure } from '../command-failure.ts';
import { customerNamed } from '../customer-name.ts';
import { withDeployment } from '../deployment.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { type Invocation, print } from '../invocation.ts';
import { orderOf, progress } from '../onboarding-client.ts';
import { readProfile } from '../profile.ts';
import { parseReport } from '../report/file.ts';
import { chainOf, type Evidence, type ReportedState, referencesOf } from '../report/gather.ts';
import { knownOf } from '../report/known.ts';
import { verifyReport } from '../report/verify.ts';
import { evidenceOf, renderReport } from '../report.ts';
import { showVerification } from '../show/verification.ts';
import { readText } from '../text-file.ts';
import { requireWorkers } from '../workers.ts';

/** Options of `onboard report`. */
export interface ReportOptions {
  readonly out?: string;
  readonly verify?: string;
  readonly head?: string;
}

/**
 * `onboard report NAME`: everything about an onboarding as one HTML file, for the archive and the customer's folder.
 * `onboard report --verify FILE`: whether such a file is still what it was.
 */
export async function reportCommand(
  invocation: Invocation,
  name: string | undefined,
  options: ReportOptions,
): Promise<ExitCode> {
  const { out, verify, head } = options;
  if (verify !== undefined) {
    if (name === undefined && out === undefined) return await verifyFile(invocation, verify, head);
    throw new CommandFailure('--verify takes a file alone: onboard report --verify FILE [--head HEX]');
  }
  if (head !== undefined) throw new CommandFailure('--head belongs to --verify FILE.');
  if (name === undefined) throw new CommandFailure('Name a customer, or a file with --verify FILE.');
  return await writeReport(invocation, name, out);
}

async function writeReport(invocation: Invocation, name: string, out: string | undefined): Promise<ExitCode> {
  const customer = customerNamed(name);
  return await withDeployment(invocation, async (deployment) => {
    await requireWorkers(deployment, 'workflows');
    const [onboarding, order] = await Promise.all([
      progress(deployment, customer),
      orderOf(deployment, customer),
    ]);
    const state: ReportedState = onboarding.state;
    const evidence = await evidenceIn(invocation, state);
    const file = path.resolve(out ?? `report-${customer}.html`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, renderReport(state, order, evidence));
    const { length: entries, sha256: head } = headOf(chainOf(state));
    const missing = referencesOf(state).filter(({ key }) => !evidence.has(key)).length;
    print(invocation, { file, entries, head, pictures: evidence.size, missing }, () =>
      [
        `Wrote ${file}`,
        ...(entries === 0 ? [] : [`Evidence: ${entries} entries, head ${head}`]),
        ...(missing === 0
          ? []
          : [`${missing} pieces of evidence are not in the store; the report says which.`]),
      ].join('\n'),
    );
    return exitCodes.done;
  });
}

/** The profile says where the evidence lies, beside the profile itself; without any evidence it is not needed. */
async function evidenceIn({ options }: Invocation, state: ReportedState): Promise<Evidence> {
  if (referencesOf(state).length === 0) return new Map();
  const { storage } = await readProfile(options.profile);
  const home = path.dirname(path.resolve(options.profile));
  const store = createDirectoryEvidenceStore(path.resolve(home, storage.folder, 'evidence'));
  return await evidenceOf(state, (key) => store.get(key));
}

async function verifyFile(invocation: Invocation, file: string, head: string | undefined): Promise<ExitCode> {
  if (head !== undefined && !/^[0-9a-f]{64}$/i.test(head)) {
    throw new CommandFailure('A head has 64 hexadecimal digits, as it was noted at go-live.');
  }
  const page = await readText({
    what: 'the report',
    path: file,
    remedy: 'Name a file that onboard report wrote.',
  });
  const report = parseReport(page);
  if ('why' in report) throw new CommandFailure(`${file} cannot be verified. ${report.why}`);
  const verification = verifyReport(report, await knownOf(invocation, report), head);
  print(invocation, { file, ...verification }, () => showVerification(file, verification, invocation.paint));
  return { right: exitCodes.done, wrong: exitCodes.differs, incomplete: exitCodes.failed }[
    verification.verdict
  ];
}
