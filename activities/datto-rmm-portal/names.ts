import { filled } from '../browser/portal-map.ts';
import type { Control } from '../browser/screen.ts';

/** A name as pages show it: white space in runs of one. */
export function shownName(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

/** Whether both names read the same, letter for letter. */
export function sameName(one: string, other: string): boolean {
  return shownName(one) === shownName(other);
}

/** A control whose name holds the name of a site, a group or a company: one of the templates, filled in. */
export function namedControl(
  roles: readonly string[],
  templates: readonly string[],
  places: { readonly [place: string]: string },
): Control {
  const names = templates.map((text) => filled(text, places));
  return {
    called: `${roles[0]} ${names.map((name) => `“${name}”`).join(' or ')}`,
    fits: ({ role, name = '' }) => roles.includes(role) && names.some((one) => sameName(one, name)),
  };
}
