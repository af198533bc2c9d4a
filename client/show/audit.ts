import type { Audit } from '../audit.ts';
import { showInstant } from './instant.ts';
import type { Paint } from './paint.ts';
import { showLine } from './plan.ts';

/** What an audit found: what differs first, then what could not be looked at, then what is right. */
export function showAudit(audit: Audit, paint: Paint): string {
  const { plan, isLive, drift, unread, asWanted } = audit;
  const held = isLive
    ? 'what holds from go-live on'
    : `what holds before go-live (${showInstant(plan.goLive.instant)})`;
  return [
    paint.title(`${plan.customerName} (${plan.customerId}), held against ${held}`),
    ...[...drift, ...unread, ...asWanted].flatMap((line) => showLine(line, paint).map((text) => `  ${text}`)),
    '',
    verdict(audit, paint),
  ].join('\n');
}

function verdict({ drift, unread, asWanted }: Audit, paint: Paint): string {
  const counts = `${asWanted.length} as wanted, ${drift.length} not, ${unread.length} could not be read.`;
  const words = drift.length > 0 ? 'Not as wanted' : unread.length > 0 ? 'Not proven' : 'As wanted';
  return `${drift.length + unread.length > 0 ? paint.bad(words) : paint.good(words)}: ${counts}`;
}
