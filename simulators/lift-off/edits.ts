import type { NamedEdits } from '../kit/control.ts';
import { isObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import type { Memories } from './portal.ts';
import type { LiftOffAccount, LiftOffState } from './state.ts';

function textIn(input: Json, name: string): string {
  const value = isObject(input) ? input[name] : undefined;
  return value === undefined ? '' : String(value);
}

function flagIn(input: Json, name: string): boolean {
  return isObject(input) && input[name] === true;
}

function accountIn(state: LiftOffState, input: Json): LiftOffAccount {
  const companyId = Number(textIn(input, 'autotaskCompanyId'));
  const account = state.accounts.find((one) => one.autotaskCompanyId === companyId);
  if (!account) throw new Error(`No account for Autotask company ${companyId}`);
  return account;
}

/** Changes by somebody else, for a simulator in another process. */
export function liftOffEdits(memories: Memories): NamedEdits<LiftOffState> {
  return {
    'per-incident': (state, input) => {
      accountIn(state, input).perIncident = flagIn(input, 'on');
    },
    'onboarded-devices': (state, input) => {
      accountIn(state, input).onboardedDevices = Number(textIn(input, 'count'));
    },
    'add-contact': (state, input) => {
      const account = accountIn(state, input);
      const [name, email] = [textIn(input, 'name'), textIn(input, 'email')];
      const id = `C-${account.autotaskCompanyId}-${account.contacts.length + 1}`;
      account.contacts.push({ id, name, email, syncedAt: new Date(0).toISOString() });
    },
    'lock-user': (state, input) => {
      const user = state.users.find(({ email }) => email === textIn(input, 'email'));
      if (user) user.locked = flagIn(input, 'locked');
    },
    'expire-sessions': (state, input) => {
      memories(state).sessions.endAll(textIn(input, 'email') || undefined);
    },
  };
}
