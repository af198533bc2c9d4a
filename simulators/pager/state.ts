import type { AuditRecord } from '../kit/audit.ts';

/** Something that rang: one for each key, however often it was asked for. */
export interface Alarm {
  readonly key: string;
  readonly summary: string;
  readonly details: string;
  readonly source: string;
  /** How often it was asked for. */
  asked: number;
}

/** What a pager keeps. */
export interface PagerState {
  alarms: Alarm[];
}

/** Alarms as the audit speaks of them; being asked for again changes nothing. */
export function auditRecords({ alarms }: PagerState): AuditRecord[] {
  return alarms.map((alarm) => ({ entity: 'pager', id: alarm.key, fields: { alarm: summary(alarm) } }));
}

/** What the audit keeps of an alarm. */
export function summary({ summary: line, details, source }: Alarm) {
  return { summary: line, details, source };
}
