import type { OnboardingOrder } from '../workflows/messages.ts';
import type { ReportData } from './report/data.ts';
import type { PictureAddresses } from './report/evidence-sections.ts';
import { type Evidence, type ReportedState, referencesOf, reportData } from './report/gather.ts';
import { reportPage } from './report/page.ts';

const none: Evidence = new Map();

/**
 * Everything about an onboarding as one HTML page without outside parts: for the screen, for paper, for the customer's
 * folder. The same state and evidence give the same page: it holds instants, never "now".
 */
export function renderReport(
  state: ReportedState,
  order: OnboardingOrder,
  evidence: Evidence = none,
): string {
  const data = reportData(state, order, evidence);
  return reportPage(data, addressesOf(data, evidence));
}

/** Reads every piece of evidence that the state names; what is not there is left out. */
export async function evidenceOf(
  state: ReportedState,
  read: (key: string) => Promise<Uint8Array | undefined>,
): Promise<Evidence> {
  const references = referencesOf(state);
  const found = new Map<string, Uint8Array>();
  for (const { key } of references) {
    const bytes = await read(key);
    if (bytes !== undefined) found.set(key, bytes);
  }
  return found;
}

function addressesOf({ files }: ReportData, evidence: Evidence): PictureAddresses {
  return new Map(
    files
      .filter(({ state }) => state === 'picture')
      .map(({ key }) => [key, `data:${imageType(key)};base64,${base64(evidence.get(key))}`]),
  );
}

function imageType(key: string): string {
  return key.endsWith('.png') ? 'image/png' : 'image/jpeg';
}

function base64(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes).toString('base64');
}
