import { isObject } from '../../simulators/kit/json.ts';
import type { AuditEntry } from '../../simulators/kit/types.ts';

/** What the simulators saw more than once: the same change of a setting, mail of a Message-ID, Slack message of a key. */
export function repeated(audit: readonly AuditEntry[]): string[] {
  const seen = new Map<string, number>();
  for (const entry of audit) {
    const identity = identityOf(entry);
    seen.set(identity, (seen.get(identity) ?? 0) + 1);
  }
  return [...seen].filter(([, times]) => times > 1).map(([identity, times]) => `${times} times ${identity}`);
}

function identityOf({ system, entity, id, field, after }: AuditEntry): string {
  if (entity === 'email') return `mail ${id}`;
  if (entity === 'slack' && isObject(after)) return `Slack message ${after['key']}`;
  return `${system} ${entity} ${id} ${field} ${JSON.stringify(after)}`;
}
