import type { ProductError } from '../../domain/problems.ts';
import { actionSignal, alertText, theControl, trouble } from '../browser/portal.ts';
import { control, lookUntil, type ScreenNode } from '../browser/screen.ts';
import { press } from '../browser/widgets.ts';
import { type Written, watchWritten } from '../browser/written.ts';
import { type Fault, faultSchema } from './answers.ts';
import { dialogTitled, errorBoxText } from './dialogs.ts';
import { closeGate, type Gatekeeper } from './gate.ts';
import { refuseLogin, roles, type ScreenConnectPortal } from './portal.ts';
import { type Answers, isCallOf, watchAnswers } from './services.ts';

/** Looks at what the page is about to send; the problem, when it must not be sent. */
export type Inspection = (body: string | undefined) => Promise<ProductError | undefined>;

/**
 * Presses "Save Role" and waits for whatever comes of it. What the page sends is held until it has been inspected: it
 * replaces the whole role. Throws what the inspection finds, `input-rejected`, `session-expired`, and `outcome-lost` when
 * it may have been stored all the same.
 */
export async function saveEditor(portal: ScreenConnectPortal, inspect: Inspection): Promise<void> {
  const { page } = portal.tab;
  const { saveRole } = portal.map.services;
  const [title = ''] = portal.map.role.title;
  let refused: ProductError | undefined;
  const keeper: Gatekeeper = async (body) => {
    refused ??= await inspect(body);
    return refused ? 'refuse' : 'pass';
  };
  const gate = await closeGate(portal.tab, saveRole, keeper);
  const written = watchWritten(page, (request) => isCallOf(request, saveRole));
  const faults = watchAnswers(page, saveRole, faultSchema);
  try {
    await press(await theControl(portal, title, saveButton(portal)), actionSignal(portal));
    portal.beat(`waiting for the outcome: ${portal.wanted}`);
    const outcome = await lookUntil(
      portal.tab,
      portal.pageTimeoutMs,
      (screen) => refused ?? outcomeOf(portal, screen, { written, faults }),
    );
    if (outcome === 'saved') return;
    throw outcome ?? withoutOutcome(portal, written);
  } finally {
    written.stop();
    faults.stop();
    await gate.open();
  }
}

function saveButton({ map }: ScreenConnectPortal) {
  return control(roles.button, map.role.save);
}

/** Where nothing was sent, the button does something else now. */
function withoutOutcome(portal: ScreenConnectPortal, written: Written): ProductError {
  if (written.sent()) return trouble(portal, 'outcome-lost', { detail: 'no answer in time' });
  const [page = ''] = portal.map.role.title;
  return trouble(portal, 'page-changed', { page, anchor: saveButton(portal).called });
}

/** What shows what became of the save. */
interface Evidence {
  readonly written: Written;
  /** What the server says when it does not save. */
  readonly faults: Answers<Fault>;
}

/** What the network says comes before words. A dialog that has closed is no success until the server has answered. */
function outcomeOf(
  portal: ScreenConnectPortal,
  screen: ScreenNode,
  { written, faults }: Evidence,
): 'saved' | ProductError | undefined {
  const status = written.status();
  if (status === 403) return trouble(portal, 'session-expired');
  refuseLogin(portal, screen);
  if (status !== undefined && faults.status() === undefined) return undefined;
  const fault = faults.latest();
  if (fault && portal.map.role.refusalTypes.includes(fault.errorType)) {
    return trouble(portal, 'input-rejected', { detail: fault.message });
  }
  const lost = written.lost();
  if (lost !== undefined) return trouble(portal, 'outcome-lost', { detail: lost });
  const text = errorBoxText(portal, screen) ?? alertText(screen);
  if (text) return trouble(portal, 'input-rejected', { detail: text });
  const isClosed = dialogTitled(screen, portal.map.role.title) === undefined;
  return isClosed && status === 200 ? 'saved' : undefined;
}
