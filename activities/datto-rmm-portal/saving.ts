import type { ProductError } from '../../domain/problems.ts';
import { alertText, says, standstill, trouble } from '../browser/portal.ts';
import { control, find, look, lookUntil, type ScreenNode, textOf, withRole } from '../browser/screen.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import { type DattoPortal, isLogin, roles } from './portal.ts';
import { press } from './pressing.ts';

/** Whether edits found anything to change. */
export type Edited = 'changed' | 'same';

/** More questions than this after one save are no confirmation any more. */
const MOST_QUESTIONS = 4;

/**
 * Makes the edits, presses the save button if the page has one (each edit may be stored at once), says OK to what is
 * asked, and waits for whatever comes of it. Whether that was all the portal wanted to ask, reading again shows. Throws
 * `input-rejected`, `conflict`, `permission-missing`, `session-expired`, and `outcome-lost` when it may have been stored
 * all the same.
 */
export async function saving(portal: DattoPortal, edit: () => Promise<Edited>): Promise<void> {
  const written = watchWritten(portal.tab.page);
  try {
    if ((await edit()) === 'same') return;
    await pressSave(portal);
    portal.beat(`waiting for the outcome: ${portal.wanted}`);
    for (let answered = 0; answered <= MOST_QUESTIONS; answered += 1) {
      const outcome = await nextOutcome(portal, written, answered);
      if (outcome === 'done') return;
      await answerQuestion(portal, outcome);
    }
    throw trouble(portal, 'outcome-lost', { detail: 'it asks again and again' });
  } finally {
    written.stop();
  }
}

async function pressSave(portal: DattoPortal): Promise<void> {
  const save = control(roles.button, portal.map.frame.save);
  const node = find(await look(portal.tab), save);
  if (node) await press(portal, node);
}

/** A dialog that waits for an OK. */
interface Question {
  readonly text: string;
  readonly ok: ScreenNode;
}

async function nextOutcome(
  portal: DattoPortal,
  written: Written,
  answered: number,
): Promise<'done' | Question> {
  const stoodStill = standstill(portal.settleMs);
  const outcome = await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) => {
    const refusal = refusalOf(portal, screen, written);
    if (refusal) return refusal;
    const question = questionOn(portal, screen);
    if (question) return question;
    const status = written.status() ?? 0;
    if (status < 200 || status >= 400) return undefined;
    // A second question may follow the answer of the server, and news of the success may not come at all.
    const rests = stoodStill(`${status} ${answered}`);
    return rests || showsSaved(portal, screen) ? 'done' : undefined;
  });
  if (outcome === undefined) throw withoutOutcome(portal, written);
  if (outcome !== 'done' && 'problem' in outcome) throw outcome;
  return outcome;
}

/** Says OK, and waits until that question is gone, so that it is not taken for the next. */
async function answerQuestion(portal: DattoPortal, question: Question): Promise<void> {
  await press(portal, question.ok);
  await lookUntil(portal.tab, portal.pageTimeoutMs, (screen) =>
    questionOn(portal, screen)?.text === question.text ? undefined : 'gone',
  );
}

function questionOn({ map }: DattoPortal, screen: ScreenNode): Question | undefined {
  const button = control(roles.button, map.frame.ok);
  for (const dialog of withRole(screen, ...roles.question)) {
    const ok = find(dialog, button);
    if (ok) return { text: `${dialog.name} ${textOf(dialog)}`, ok };
  }
  return undefined;
}

function showsSaved({ map }: DattoPortal, screen: ScreenNode): boolean {
  return withRole(screen, 'status').some((node) => map.frame.saved.includes(textOf(node)));
}

/** Where nothing was sent, the button that sends must have another name now. */
function withoutOutcome(portal: DattoPortal, written: Written): ProductError {
  if (written.sent()) return trouble(portal, 'outcome-lost', { detail: 'no answer in time' });
  const { save, ok } = portal.map.frame;
  const anchor = `${control(roles.button, save).called}, or what confirms it (${ok.join(', ')}),`;
  return trouble(portal, 'page-changed', { page: portal.wanted, anchor });
}

/** What the network says comes before words: those of the real portal are unknown. */
function refusalOf(portal: DattoPortal, screen: ScreenNode, written: Written): ProductError | undefined {
  const { failedText, noPermissionText } = portal.map.frame;
  if (isLogin(portal, screen)) return trouble(portal, 'session-expired');
  const lost = written.lost();
  if (lost !== undefined) return trouble(portal, 'outcome-lost', { detail: lost });
  const status = written.status() ?? 0;
  if (status === 409) return trouble(portal, 'conflict');
  const detail = alertText(screen);
  if (!detail) return undefined;
  if (status === 403 || says(detail, noPermissionText))
    return trouble(portal, 'permission-missing', { detail });
  // What was refused was not stored, however helpless the page's words for it are.
  const isRefused = status >= 400 && status < 500;
  if (!isRefused && says(detail, failedText)) return trouble(portal, 'outcome-lost', { detail });
  return trouble(portal, 'input-rejected', { detail });
}
