import { billingSection } from './billing.ts';
import { approversSection, vipsSection } from './contacts.ts';
import { generalSection } from './general.ts';
import { hoursSection } from './hours.ts';
import { instructionsSection } from './instructions.ts';
import type { Section } from './section.ts';

/** The tabs of an account, in the order of the page. */
export const SECTIONS: readonly Section[] = [
  generalSection,
  hoursSection,
  vipsSection,
  approversSection,
  instructionsSection,
  billingSection,
];

/** The tab of an address. */
export function sectionBySlug(slug: string): Section | undefined {
  return SECTIONS.find((section) => section.slug === slug);
}
