import { type Html, html } from '../../kit/html.ts';
import { SECTIONS } from '../sections/all.ts';
import type { Section } from '../sections/section.ts';
import type { LiftOffAccount } from '../state.ts';
import type { ScriptName } from './document.ts';
import { loadedLater, portalPage, type View } from './portal-page.ts';
import { sectionForm } from './section-forms.ts';

const ACCOUNTS = { under: '/accounts', title: 'Manage Accounts and Devices' };

/** The searchable list of accounts. */
export function accountListPage(view: View): string {
  const { skin, readOnly } = view;
  const add = readOnly ? '' : html`<a class="main" href="/accounts/new">Add account</a>`;
  const content = html`<div class="head"><h1>${ACCOUNTS.title}</h1>${add}</div>
    ${skin.accountSearch()}${loadedLater(html`<p class="hint" role="status" data-count></p>${skin.accountList()}${skin.pager()}`)}`;
  return portalPage(view, { ...ACCOUNTS, content, scripts: ['accounts'] });
}

/** What was typed into the form for a new account, and what is wrong with it. */
export interface NewAccountInput {
  readonly name: string;
  readonly companyNumber: string;
  readonly problems: readonly string[];
}

/** The form for a new account. */
export function newAccountPage(view: View, { name, companyNumber, problems }: NewAccountInput): string {
  const { skin, token } = view;
  const lines = problems.map((problem) => html`<p>${problem}</p>`);
  const content = html`<h1>Add account</h1>${lines.length > 0 ? html`<div class="alert" role="alert">${lines}</div>` : ''}
    <form method="post" action="/accounts/new"><input type="hidden" name="csrf_token" value="${token}">
    ${skin.text({ field: 'name', label: 'Account name', value: name })}
    ${skin.text({ field: 'companyNumber', label: 'Autotask company number', value: companyNumber })}
    <button class="main">Add account</button></form>`;
  return portalPage(view, { title: 'Add account', under: '/accounts', content });
}

function facts(view: View, account: LiftOffAccount, now: Date): Html {
  const synced = account.contacts.map((contact) => contact.syncedAt).filter((at) => new Date(at) <= now);
  const latest = synced.sort().at(-1);
  const when = latest ? view.skin.formats.dateTime(new Date(latest)) : 'never';
  return view.skin.facts([
    { name: 'Autotask company ID', value: String(account.autotaskCompanyId) },
    { name: 'Onboarded devices', value: String(account.onboardedDevices) },
    { name: 'Contacts last synced', value: when },
  ]);
}

/** One tab of an account. `toast` is shown once, for a form that has just led here. */
export function accountPage(
  view: View,
  account: LiftOffAccount,
  section: Section,
  { now, toast }: { now: Date; toast: string | undefined },
): string {
  const { skin } = view;
  const saves = !view.readOnly && !savesAtOnce(view, section);
  const button = saves
    ? html`<div class="actions"><button type="button" class="main" data-save>${skin.saveLabel}</button></div>`
    : '';
  const form = loadedLater(html`${sectionForm(view, section)}${button}`);
  const tabs = SECTIONS.map(({ slug, title }) => ({
    title,
    address: `/accounts/${account.id}/${slug}`,
    open: slug === section.slug,
  }));
  const content = html`<h1>${account.name}</h1>${facts(view, account, now)}${skin.tabs(tabs, { title: section.title, content: form })}`;
  return portalPage(view, {
    title: `${account.name}: ${section.title}`,
    under: '/accounts',
    content,
    scripts: scriptsOf(section),
    data: {
      endpoint: `/api/accounts/${account.id}/${section.slug}`,
      contacts: `/api/accounts/${account.id}/contacts`,
      autosave: savesAtOnce(view, section) ? 'yes' : 'no',
      rechecks: section.slug === 'billing' ? 'yes' : 'no',
      ...(toast ? { toast } : {}),
    },
  });
}

function savesAtOnce(view: View, section: Section): boolean {
  return section.slug === 'billing' && view.settings.checkboxSave === 'xhr';
}

function scriptsOf({ slug }: Section): ScriptName[] {
  const picks = slug === 'vips' || slug === 'approvers';
  return picks ? ['lists', 'contacts', 'fields', 'section'] : ['lists', 'fields', 'combobox', 'section'];
}
