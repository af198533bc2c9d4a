import { Temporal } from 'temporal-polyfill';
import { html, type Markup } from '../../report/markup.ts';
import { showInstant } from '../../show/instant.ts';
import type { BoardEntry } from '../desk.ts';

/** The month that an address names (`2026-12`), or the one of now in that zone. */
export function monthNamed(name: string | undefined, now: Date, zone: string): Temporal.PlainYearMonth {
  if (name !== undefined && /^2\d{3}-(0[1-9]|1[0-2])$/.test(name)) return Temporal.PlainYearMonth.from(name);
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(zone).toPlainDate();
  return today.toPlainYearMonth();
}

/** The go-lives of a month, day by day on the customers’ own calendars. */
export function calendarPage(entries: readonly BoardEntry[], month: Temporal.PlainYearMonth): Markup {
  const goLives = entries.flatMap(goLiveOf).filter(({ date }) => date.startsWith(month.toString()));
  const days = [...new Set(goLives.map(({ date }) => date))].toSorted();
  const listed = days.map(
    (day) => html`<li><h2>${dayWords(day)}</h2>
<ul class="cards">${goLives
      .filter(({ date }) => date === day)
      .toSorted(byInstant)
      .map(goLiveCard)}</ul></li>\n`,
  );
  return html`<h1>Go-live calendar</h1>
<nav class="months" aria-label="Months"><a href="/calendar?month=${month.subtract({ months: 1 }).toString()}">Month before</a><strong>${monthWords(month)}</strong><a href="/calendar?month=${month.add({ months: 1 }).toString()}">Month after</a></nav>
${days.length === 0 ? html`<p class="said">Nobody goes live in this month.</p>` : html`<ol class="days">${listed}</ol>`}`;
}

interface GoLiveEntry {
  readonly customer: string;
  readonly name: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
  readonly instant: string;
  readonly stage: string;
  readonly held: boolean;
}

function goLiveOf({ state }: BoardEntry): GoLiveEntry[] {
  if (state?.plan === undefined) return [];
  const { localDate: date, localTime: time, zone, instant } = state.plan.goLive;
  const { customerId: customer, customerName: name, stage } = state;
  return [{ ...{ customer, name, date, time, zone, instant, stage }, held: state.hold !== undefined }];
}

function byInstant(one: GoLiveEntry, other: GoLiveEntry): number {
  return Date.parse(one.instant) - Date.parse(other.instant);
}

function goLiveCard({ customer, name, time, zone, instant, stage, held }: GoLiveEntry): Markup {
  return html`<li class="card"><h3><a href="/onboardings/${customer}">${name}</a></h3>
<p><time datetime="${instant}">${time}</time> ${zone} <span class="quiet">${showInstant(instant)}</span></p>
<p>${stage}${held ? ' · on hold' : ''}</p></li>\n`;
}

function dayWords(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

function monthWords(month: Temporal.PlainYearMonth): string {
  const date = month.toPlainDate({ day: 1 });
  return date.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
}
