import { showGoLive } from '../../domain/go-live.ts';
import { showInstant } from '../show/instant.ts';
import { endWords } from '../show/outcome.ts';
import type { ReportData } from './data.ts';
import { type Content, html, type Markup, nameTable } from './markup.ts';
import { actorLabel, decisionsIn, outcomeLabel, standings } from './standing.ts';

/** Who, what, when, how it ended and who agreed. */
export function head(data: ReportData): Markup {
  const { customer, plan } = data;
  return html`<p class="kind">Onboarding report</p>
<h1>${customer.name}</h1>
<p class="result">${result(data)}<small>${tally(data)}</small></p>
${nameTable([
  ['Customer', `${customer.id} · ${customer.model}`],
  ['Go-live, intended', plan === undefined ? 'not resolved' : showGoLive(plan.goLive)],
  ['Go-live, actual', actualGoLive(data)],
  ['Approved by', approval(data)],
  ['Requested by', `${data.requestedBy}, ${showInstant(data.startedAt)}`],
  ['Contract', plan?.contractLink ?? 'not read'],
  ['Plan', plan?.hash ?? 'none'],
  ['Customer file', html`<span class="digest">${data.fileHash}</span>`],
  ['Evidence head', evidenceHead(data)],
])}`;
}

function result({ ended, stage, stageSince, goneLiveAt }: ReportData): string {
  if (ended?.kind === 'live') return `Live since ${showInstant(ended.at)}`;
  if (ended !== undefined) return endWords(ended);
  const live = goneLiveAt === undefined ? '' : `Live since ${showInstant(goneLiveAt)}. `;
  return `${live}Still under way: ${stage} since ${showInstant(stageSince)}`;
}

/** How many steps ended how: `9 changed, verified · 2 was right already`. */
function tally(data: ReportData): string {
  const words = standings(data).map(({ settled, waits }) => (settled ? outcomeLabel(settled) : waits));
  const counts = [...new Set(words)].map((word) => `${words.filter((one) => one === word).length} ${word}`);
  return counts.length === 0 ? '' : `${words.length} steps: ${counts.join(' · ')}`;
}

function actualGoLive({ goneLiveAt, plan }: ReportData): string {
  if (goneLiveAt === undefined) return 'not live';
  const at = `${goneLiveAt.slice(0, 19).replace('T', ' ')} UTC`;
  return plan === undefined ? at : `${at}, ${lateness(plan.goLive.instant, goneLiveAt)}`;
}

const MINUTE_MS = 60_000;

function lateness(intended: string, actual: string): string {
  const minutes = Math.round((Date.parse(actual) - Date.parse(intended)) / MINUTE_MS);
  if (minutes === 0) return 'as intended';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const long = hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
  return minutes > 0 ? `${long} after the intended instant` : `${long} before the intended instant`;
}

function approval(data: ReportData): string {
  const answers = decisionsIn(data).filter(({ decision }) => decision === 'contract-terms');
  const words = answers.map(({ choice, actor, at, planHash }) => {
    const plan = planHash === undefined ? '' : `, plan ${planHash}`;
    return `${choice === 'approve' ? '' : `${choice}: `}${actorLabel(actor)}, ${showInstant(at)}${plan}`;
  });
  return words.join('; ') || 'nobody yet';
}

function evidenceHead({ chain }: ReportData): Content {
  const last = chain.at(-1);
  if (last === undefined) return 'none: nothing was chained';
  return html`<span class="digest">${last.sha256}</span><small>after ${chain.length} entries; <a href="#verify">how to verify</a></small>`;
}
