import type { EvidenceReference } from '../../domain/evidence.ts';
import { type Problem, ProductError } from '../../domain/problems.ts';
import type { StepId, StepValues } from '../../domain/steps/step.ts';
import type { Reading } from '../visit.ts';
import { type AccountFacts, type AccountTab, openTab } from './account-tab.ts';
import type { AccountTabs, TabStep } from './account-tabs.ts';
import { findAccount } from './accounts-page.ts';
import type { Portal } from './portal.ts';
import type { Sitting } from './sitting.ts';

interface Notes {
  readonly values: { -readonly [Id in StepId]?: StepValues[Id] };
  readonly problems: { [Id in StepId]?: Problem };
  readonly signsOfLife: Set<string>;
  readonly pictures: EvidenceReference[];
}

/** In this order. */
const tabSteps: readonly TabStep[] = [
  'per-incident-intake',
  'vip-users',
  'approvers',
  'business-hours',
  'instructions',
];

/** From so many tabs on they are read in two pages at once: somebody may be waiting for the plan. */
const WORTH_A_SECOND_PAGE = 3;

/** An account's id, or that it was looked for and is not there. */
export interface Located {
  readonly accountId: string | undefined;
}

/**
 * Reads steps of the customer's account, each from its tab opened anew. What a person must settle becomes the problem
 * of the step; what passes by itself is thrown. Without an account only `lift-off-account` has a value.
 */
export async function readAccount(
  sitting: Sitting,
  tabs: AccountTabs,
  steps: readonly StepId[],
  known: Located | undefined,
): Promise<{ reading: Reading; located: Located | undefined }> {
  const notes: Notes = { values: {}, problems: {}, signsOfLife: new Set(), pictures: [] };
  let located = steps.includes('lift-off-account') ? undefined : known;
  await noting(notes, steps, async () => {
    located ??= await locate(sitting);
    const { accountId } = located;
    if (accountId !== undefined) await readSteps(sitting, tabs, { notes, steps, accountId });
    else if (steps.includes('lift-off-account')) notes.values['lift-off-account'] = false;
  });
  const { values, problems, signsOfLife } = notes;
  const pictures = [...sitting.collectPictures(), ...notes.pictures];
  return { reading: { values, problems, signsOfLife: [...signsOfLife], pictures }, located };
}

/** Looks for the account in the portal's list. */
export async function locate({ customer, during }: Sitting): Promise<Located> {
  const work = (portal: Portal) => findAccount(portal, customer);
  return { accountId: await during('find the account', 'accounts', work) };
}

interface ReadingPlan {
  readonly notes: Notes;
  readonly steps: readonly StepId[];
  readonly accountId: string;
}

async function readSteps(sitting: Sitting, tabs: AccountTabs, plan: ReadingPlan): Promise<void> {
  const wanted = tabSteps.filter((step) => plan.steps.includes(step));
  const half = Math.ceil(wanted.length / 2);
  const here = wanted.length < WORTH_A_SECOND_PAGE ? wanted : wanted.slice(0, half);
  const there = wanted.slice(here.length);
  const readBeside = () =>
    sitting.beside(async (other) => {
      await readTabs(other, tabs, plan, there);
      plan.notes.pictures.push(...other.collectPictures());
    });
  await Promise.all([readTabs(sitting, tabs, plan, here), there.length > 0 && readBeside()]);
  // Every tab that opens shows that the account is there and whose it is; a page of its own would tell no more.
  const isKnown = plan.notes.values['lift-off-account'] !== undefined;
  if (plan.steps.includes('lift-off-account') && !isKnown) await readExistence(sitting, plan);
}

async function readTabs(
  sitting: Sitting,
  tabs: AccountTabs,
  { notes, steps, accountId }: ReadingPlan,
  wanted: readonly TabStep[],
): Promise<void> {
  const readTab = async <Id extends TabStep>(step: Id) => {
    const tab: AccountTab<StepValues[Id]> = tabs[step];
    await noting(notes, [step], () =>
      sitting.during(`read “${step}”`, step, async (portal) => {
        const { screen, facts } = await openTab(portal, sitting.customer, accountId, tab);
        noteAccount(notes, steps, facts);
        notes.values[step] = tab.read(portal, screen);
        await sitting.picture(portal, `${step}-read`);
      }),
    );
  };
  for (const step of wanted) await readTab(step);
}

/** That it is there and is the customer's. */
async function readExistence(sitting: Sitting, { notes, steps, accountId }: ReadingPlan): Promise<void> {
  await noting(notes, ['lift-off-account'], () =>
    sitting.during('read the account', 'lift-off-account', async (portal) => {
      const { facts } = await openTab(portal, sitting.customer, accountId, { name: 'general' });
      noteAccount(notes, steps, facts);
      await sitting.picture(portal, 'lift-off-account-read');
    }),
  );
}

/** Whatever tab of it has opened: the account is there and is the customer's. */
function noteAccount(notes: Notes, steps: readonly StepId[], { onboardedDevices }: AccountFacts): void {
  if (steps.includes('lift-off-account')) notes.values['lift-off-account'] = true;
  if (onboardedDevices > 0) notes.signsOfLife.add(`${onboardedDevices} onboarded devices in Lift Off`);
}

async function noting(notes: Notes, steps: readonly StepId[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class === 'retryable') throw error;
    for (const step of steps) notes.problems[step] = error.problem;
  }
}
