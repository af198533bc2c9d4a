import { html, type Markup } from '../report/markup.ts';
import type { Viewer } from './desk.ts';

/** What surrounds a page's own content. */
export interface Frame {
  readonly title: string;
  /** Undefined before sign-in, and where only one decision is shown. */
  readonly viewer: Viewer | undefined;
  /** The hidden field that shows that a form is ours. */
  readonly formKey: Markup;
  readonly content: Markup;
}

/** A whole page: one stylesheet, no script, nothing fetched from elsewhere. */
export function page({ title, viewer, formKey, content }: Frame): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Onboardings</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a class="skip" href="#content">To the content</a>
${viewer === undefined ? '' : header(viewer, formKey)}<main id="content">
${content}
</main>
</body>
</html>
`.text;
}

function header({ name }: Viewer, formKey: Markup): Markup {
  return html`<header>
<nav aria-label="Pages"><a href="/">Board</a><a href="/calendar">Go-live calendar</a></nav>
<form method="post" action="/sign-out">${formKey}<span class="who">${name}</span><button class="plain">Sign out</button></form>
</header>
`;
}

/** A page that says one thing, and where to go from there. */
export function notice(heading: string, text: string, ...ways: readonly Markup[]): Markup {
  return html`<h1>${heading}</h1>
<p class="said">${text}</p>
${ways.map((way) => html`<p>${way}</p>\n`)}`;
}
