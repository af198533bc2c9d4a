import { canonicalJson } from '../../domain/evidence-digest.ts';
import { LAYOUT, type ReportData } from './data.ts';
import { chain, type PictureAddresses, pictures, records } from './evidence-sections.ts';
import { head } from './head.ts';
import { html, type Markup, Markup as Raw, scriptJson } from './markup.ts';
import { contract, decisions, messages, openItems, type Section, timeline } from './sections.ts';
import { differences, steps } from './step-sections.ts';
import { style } from './style.ts';

/** The id of the element that holds the data. */
export const DATA_ID = 'report-data';

/**
 * The whole page: everything visible follows from the data and the pictures, so that whoever has them can make it again
 * and compare. Style within, nothing fetched, nothing that runs. Each section begins a line.
 */
export function reportPage(data: ReportData, addresses: PictureAddresses): string {
  const sections = [
    openItems(data),
    contract(data),
    timeline(data),
    steps(data),
    decisions(data),
    differences(data),
    messages(data),
    pictures(data, addresses),
    records(data),
    chain(data),
    verify(data),
  ].filter(({ content }) => content.text !== '');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Onboarding of ${data.customer.name}</title>
<style>${new Raw(style)}</style>
</head>
<body>
<section id="head">
${head(data)}
</section>
<nav>${sections.map(({ id, heading }) => html`<a href="#${id}">${heading}</a> `)}</nav>
${sections.map(section)}<section id="data" hidden>
<script type="application/json" id="${DATA_ID}">${scriptJson(canonicalJson(data))}</script>
</section>
</body>
</html>
`.text;
}

function section({ id, heading, content }: Section): Markup {
  return html`<section id="${id}">
<h2>${heading}</h2>
${content}
</section>
`;
}

function verify({ chain: entries, customer }: ReportData): Section {
  const last = entries.at(-1);
  const content =
    last === undefined
      ? html`<p>This report holds no evidence chain: nothing in it can be verified.</p>`
      : html`<p>Check this file with <code>onboard report --verify FILE</code>. It calculates the chain again, holds every table and every picture against it, and compares the head with the one that the onboarding’s workflow holds. Where no server is reachable, name the head yourself, as it was noted at go-live: <code>--head ${last.sha256}</code>. A head that is taken from this file proves nothing.</p>
<p>Without the command: the element <code>${DATA_ID}</code> of this file holds the entries as JSON. The digest of an entry is the SHA-256 of the digest before it, as 64 hexadecimal digits (zeros before the first), followed by <code>{"fact":…,"seq":…}</code> as canonical JSON (RFC 8785). The SHA-256 of each picture’s bytes stands in the entry, or with the open step, that names it.</p>
<p class="quiet">Layout ${LAYOUT} · ${customer.id} · ${entries.length} entries</p>`;
  return { id: 'verify', heading: 'How to verify', content };
}
