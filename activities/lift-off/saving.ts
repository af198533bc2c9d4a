import type { ProductError } from '../../domain/problems.ts';
import { actionSignal, alertText, says, trouble } from '../browser/portal.ts';
import { control, find, look, lookUntil, type ScreenNode, textOf, withRole } from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import { isLogin, type Portal, roles } from './portal.ts';

/** Whether edits found anything to change. */
export type Edited = 'changed' | 'same';

/**
 * Makes the edits, presses the save button if the page has one (check boxes may save by themselves), and waits for
 * whatever comes of it. Nothing is sent when nothing was changed. Throws `input-rejected`, `conflict`,
 * `permission-missing`, `session-expired`, and `outcome-lost` when it may have been stored all the same.
 */
export async function save(portal: Portal, edit: () => Promise<Edited>): Promise<void> {
  await sending(portal, async () => {
    if ((await edit()) === 'same') return undefined;
    await pressSave(portal);
    return (screen) => (showsStatus(screen, portal.map.frame.saved) ? 'done' : undefined);
  });
}

/** Recognises the success of something that was sent. */
export type Success = (screen: ScreenNode) => 'done' | undefined;

/**
 * Runs what sends something and then waits for the union of outcomes. Throws as `save` does.
 * Without a success to wait for, nothing was sent.
 */
export async function sending(portal: Portal, send: () => Promise<Success | undefined>): Promise<void> {
  const written = watchWritten(portal.tab.page);
  try {
    const success = await send();
    if (!success) return;
    portal.beat(`waiting for the outcome: ${portal.wanted}`);
    const outcome = await lookUntil(
      portal.tab,
      portal.pageTimeoutMs,
      (screen) => success(screen) ?? refusalOf(portal, screen, written),
    );
    if (outcome === undefined) throw withoutOutcome(portal, written);
    if (outcome !== 'done') throw outcome;
  } finally {
    written.stop();
  }
}

/** Where nothing was sent, the button that sends must have another name now. */
function withoutOutcome(portal: Portal, written: Written): ProductError {
  if (written.sent()) return trouble(portal, 'outcome-lost', { detail: 'no answer in time' });
  const button = control(roles.button, portal.map.frame.save);
  return trouble(portal, 'page-changed', { page: portal.wanted, anchor: button.called });
}

async function pressSave(portal: Portal): Promise<void> {
  const button = control(roles.button, portal.map.frame.save);
  const signal = actionSignal(portal);
  const node = find(await look(portal.tab, signal), button);
  if (node) await press(node, signal);
}

function showsStatus(screen: ScreenNode, texts: readonly string[]): boolean {
  return withRole(screen, 'status').some((node) => texts.includes(textOf(node)));
}

/** What the network says comes before words: those of the real portal are unknown. */
function refusalOf(portal: Portal, screen: ScreenNode, written: Written): ProductError | undefined {
  const { conflictText, outOfDateText, noPermissionText } = portal.map.frame;
  if (isLogin(portal, screen)) return trouble(portal, 'session-expired');
  const lost = written.lost();
  if (lost !== undefined) return trouble(portal, 'outcome-lost', { detail: lost });
  const text = alertText(screen);
  if (written.status() === 409 || says(text, conflictText)) return trouble(portal, 'conflict');
  if (!text) return undefined;
  if (says(text, noPermissionText)) return trouble(portal, 'permission-missing', { detail: text });
  // Chromium repeats a request by itself when its connection dies: the first one may have used the page's token up.
  if (says(text, outOfDateText)) return trouble(portal, 'outcome-lost', { detail: text });
  return trouble(portal, 'input-rejected', { detail: text });
}
