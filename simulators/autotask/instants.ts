import type { AutotaskSwitches } from './switches.ts';

const HAS_ZONE = /(z|[+-]\d\d:?\d\d)$/i;

/** An instant as ISO text in UTC. Without a zone it is UTC; undefined when it is none. */
export function readInstant(text: string): string | undefined {
  const whole = text.includes('T') || text.includes(' ') ? text : `${text}T00:00:00`;
  const instant = new Date(HAS_ZONE.test(whole) ? whole : `${whole}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** An instant in the spelling that answers use: with Z, or without it and with another number of digits. */
export function writeInstant(iso: string, dateZone: AutotaskSwitches['dateZone']): string {
  return dateZone === 'z' ? iso : `${iso.replace('Z', '')}0000`;
}
