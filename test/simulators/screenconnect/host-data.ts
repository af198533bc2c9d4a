import { isObject } from '../../../simulators/kit/json.ts';
import { screenConnectDefaults as names } from '../../../simulators/screenconnect/server.ts';
import type { Caller } from './caller.ts';

/** The group of a customer of the built-in seed. */
export function groupOf(customer: string): string[] {
  return [names.byCompany, customer];
}

/** What the Host page would show. */
export interface HostData {
  readonly status: number;
  readonly path: readonly string[];
  readonly groups: readonly string[];
  readonly machines: readonly string[];
  /** Whether Join is enabled, by machine. */
  readonly joins: { readonly [machine: string]: boolean };
}

function listIn(value: unknown, name: string): unknown[] {
  const list = isObject(value) ? value[name] : undefined;
  return Array.isArray(list) ? list : [];
}

/** Reads a `HostSessionInfo`. */
export function hostDataIn(status: number, info: unknown): HostData {
  const sessions = listIn(info, 'Sessions').filter(isObject);
  return {
    status,
    path: listIn(info, 'SessionGroupPath').map(String),
    groups: listIn(info, 'SessionGroups')
      .filter(isObject)
      .map((group) => listIn(group, 'Path').join(' / ')),
    machines: sessions.map((session) => String(session['Name'])),
    joins: Object.fromEntries(
      sessions.map((session) => [String(session['Name']), (Number(session['Permissions']) & 1) === 1]),
    ),
  };
}

/** Asks as the Host page does. */
export async function lookAt(caller: Caller, path: readonly string[], filter = ''): Promise<HostData> {
  const question = {
    sessionType: 2,
    sessionGroupPathParts: path,
    filter,
    findSessionID: null,
    sessionLimit: 1000,
  };
  const args = [{ HostSessionInfo: question, ActionCenterInfo: {} }, 0];
  const { status, json } = await caller.call('PageService', 'GetLiveData', args);
  const parts = json['ResponseInfoMap'];
  return hostDataIn(status, isObject(parts) ? parts['HostSessionInfo'] : undefined);
}
