import { ProductError } from '../../domain/problems.ts';

/** Where in the tree of session groups a customer's group stands, from the root: `["All Machines by Company", "Contoso"]`. */
export type GroupPath = readonly string[];

/** The place in a template that the name of the customer's group is put into. */
const PLACE = '{customer}';

/** The path of the group of that name. Throws `profile-invalid` when the template has no place for a name. */
export function groupPathOf(template: GroupPath, groupName: string): GroupPath {
  if (template.some((part) => part.includes(PLACE))) {
    return template.map((part) => part.replaceAll(PLACE, () => groupName));
  }
  throw new ProductError('profile-invalid', { detail: `the group path of ScreenConnect has no ${PLACE}` });
}

/** Whether a path is that of some customer's group: the same as the template, with any name in its place. */
export function isCustomerPath(template: GroupPath, path: GroupPath): boolean {
  return template.length === path.length && template.every((part, index) => fits(part, path[index] ?? ''));
}

/** Whether the paths are the same, letter for letter. */
export function isSamePath(one: GroupPath, other: GroupPath): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** Whether the path is that of the parent or of a group below it. */
export function isWithin(parent: GroupPath, path: GroupPath): boolean {
  return parent.every((part, index) => part === path[index]);
}

/** The path as people write it. */
export function shownPath(path: GroupPath): string {
  return path.join(' › ');
}

/** The address of a group on the Host page. Nothing is ever appended to it: `/Join` behind it would start a session. */
export function groupAddress(template: string, path: GroupPath): string {
  return template.replace('{path}', () => path.map(encodeURIComponent).join('/'));
}

function fits(part: string, name: string): boolean {
  const [before = '', ...rest] = part.split(PLACE);
  const after = rest.at(-1);
  if (after === undefined) return part === name;
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}
