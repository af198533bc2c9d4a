import type { AuditRecord } from '../kit/audit.ts';
import { toJson } from '../kit/json.ts';

/** The days of the week, as they are named in the state, in calendar order. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** One day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of one day, as `HH:MM` on 24 hours; both empty when not set or closed. */
export interface DayHours {
  closed: boolean;
  from: string;
  to: string;
}

/** The business hours of an account. An empty time zone means that nobody has set them yet. */
export interface BusinessHours {
  alwaysOpen: boolean;
  timeZone: string;
  days: Record<Weekday, DayHours>;
}

/** A person of the customer, copied from Autotask. */
export interface LiftOffContact {
  id: string;
  name: string;
  email: string;
  /** Simulated time, ISO 8601 in UTC; the portal does not show the contact before. */
  syncedAt: string;
}

/** The three texts of the Instructions tab. */
export interface Instructions {
  newUser: string;
  newWorkstation: string;
  userTermination: string;
}

/** A customer in the portal. */
export interface LiftOffAccount {
  id: string;
  name: string;
  autotaskCompanyId: number;
  onboardedDevices: number;
  industry: string;
  applications: string[];
  hours: BusinessHours;
  /** Contact ids, in the order in which they were added. */
  vips: string[];
  approvers: string[];
  instructions: Instructions;
  perIncident: boolean;
  perIncidentOutsideWindow: boolean;
  contacts: LiftOffContact[];
}

/** A login of the portal. */
export interface LiftOffUser {
  email: string;
  name: string;
  role: 'administrator' | 'read-only';
  password: string;
  /** Base32. */
  totpSecret: string;
  wrongPasswords: number;
  locked: boolean;
  /** Counter of the newest one-time code that was accepted; that code and older ones are refused. */
  lastCodeCounter: number;
}

/** Contacts that wait in Autotask for their account to be added here. */
export interface PendingContacts {
  autotaskCompanyId: number;
  contacts: { name: string; email: string }[];
}

/** One completed login. */
export interface LoginRecord {
  user: string;
  /** Real time. */
  at: string;
  virtualAt: string;
}

/** Everything the portal stores. */
export interface LiftOffState {
  accounts: LiftOffAccount[];
  users: LiftOffUser[];
  pendingContacts: PendingContacts[];
  logins: LoginRecord[];
}

/** Hours that nobody has set. */
export function unsetHours(): BusinessHours {
  const day = (): DayHours => ({ closed: false, from: '', to: '' });
  return {
    alwaysOpen: false,
    timeZone: '',
    days: {
      monday: day(),
      tuesday: day(),
      wednesday: day(),
      thursday: day(),
      friday: day(),
      saturday: day(),
      sunday: day(),
    },
  };
}

/** An account with nothing filled in. */
export function emptyAccount(id: string, name: string, autotaskCompanyId: number): LiftOffAccount {
  return {
    id,
    name,
    autotaskCompanyId,
    onboardedDevices: 0,
    industry: '',
    applications: [],
    hours: unsetHours(),
    vips: [],
    approvers: [],
    instructions: { newUser: '', newWorkstation: '', userTermination: '' },
    perIncident: true,
    perIncidentOutsideWindow: false,
    contacts: [],
  };
}

function accountRecord(account: LiftOffAccount): AuditRecord {
  const { id, instructions, contacts } = account;
  const emails = (ids: string[]) => ids.map((key) => contacts.find((one) => one.id === key)?.email ?? key);
  const { name, autotaskCompanyId, onboardedDevices, industry, perIncident, perIncidentOutsideWindow } =
    account;
  return {
    entity: 'account',
    id,
    fields: {
      name,
      autotaskCompanyId,
      onboardedDevices,
      industry,
      applications: [...account.applications],
      hours: toJson(account.hours),
      vips: emails(account.vips),
      approvers: emails(account.approvers),
      'instructions.newUser': instructions.newUser,
      'instructions.newWorkstation': instructions.newWorkstation,
      'instructions.userTermination': instructions.userTermination,
      perIncident,
      perIncidentOutsideWindow,
      contacts: contacts.map((contact) => contact.email),
    },
  };
}

/** What the audit compares. VIPs and approvers appear as e-mail addresses, because tests know people by these. */
export function auditRecords(state: LiftOffState): AuditRecord[] {
  const users = state.users.map(({ email, role, locked }) => ({
    entity: 'user',
    id: email,
    fields: { role, locked },
  }));
  return [...state.accounts.map(accountRecord), ...users];
}
