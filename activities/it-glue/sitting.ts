import { type Problem, ProductError, problem } from '../../domain/problems.ts';
import type { VisitContext } from '../visit.ts';
import type { Asset, AssetField, Organization, Traits } from './answers.ts';
import type { ItGlueClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { fieldLabelled } from './field-text.ts';
import { type Difference, differences } from './merge.ts';
import { agreedOrganization } from './resolve-organization.ts';
import { findSummary, noSummary, type SummaryPlace, summaryNow, summaryPlace } from './site-summary.ts';

/** The MSP's own names, from the profile. */
export interface OrganizationVisitSettings {
  /** The flexible asset type. */
  readonly typeName: string;
  /** Labels of the fields that hold the hours and the plan. */
  readonly hoursField: string;
  readonly planField: string;
  /** What to do for a customer without a Site Summary: leave it to a person, or add one. */
  readonly onNone: 'human' | 'create';
  /** R5 · Contact types whose people are candidates for approvers; without any, nobody is looked up. */
  readonly approverTypes?: readonly string[];
}

/** The steps of this record (R8). */
export type DocumentedStep = 'documented-hours' | 'documented-plan';

/** What a visit has learnt so far. */
interface Memory {
  place?: SummaryPlace;
  /** The Site Summary as it was last read; null when there was none. */
  seen?: Asset | null;
  /** As it was read first, for the evidence. */
  first?: Asset | null;
  /** What we last wrote: all traits, and the field that was meant. */
  sent?: { readonly traits: Traits; readonly field: AssetField };
}

/** One visit under way. */
export interface Sitting {
  readonly client: ItGlueClient;
  readonly settings: OrganizationVisitSettings;
  readonly context: VisitContext;
  readonly memory: Memory;
}

/** The Site Summary as it is now. Throws `not-found` where a person has to add it. */
export async function look(sitting: Sitting): Promise<Asset | undefined> {
  const { client, settings, context, memory } = sitting;
  memory.place ??= await summaryPlace(
    client,
    await agreedOrganization(client, context.customer),
    settings.typeName,
  );
  const { place, seen } = memory;
  const { choices } = context;
  const chosenId = choices['documented-hours'] ?? choices['documented-plan'];
  const asset = seen ? await summaryNow(client, place, seen.id) : await findSummary(client, place, chosenId);
  if (!asset && settings.onNone === 'human') throw noSummary(place);
  memory.seen = asset ?? null;
  if (memory.first === undefined) memory.first = memory.seen;
  return asset;
}

/** Where the Site Summary belongs; known once it was looked for. */
export function placeOf({ memory }: Sitting): SummaryPlace {
  if (memory.place) return memory.place;
  const detail = 'the record was not read before';
  throw new ProductError('our-request', { system: systemTitle, wanted: 'change the Site Summary', detail });
}

/** The organization; known once the Site Summary was looked for. */
export function organizationOf(sitting: Sitting): Organization {
  return placeOf(sitting).organization;
}

/** The field that holds a step's value. Throws `not-found`, `ambiguous`. */
export function fieldOf(sitting: Sitting, step: DocumentedStep): AssetField {
  const { hoursField, planField } = sitting.settings;
  return fieldLabelled(placeOf(sitting).fields, step === 'documented-hours' ? hoursField : planField);
}

/**
 * Throws `conflict` unless the record is as we last saw or wrote it. A stamp shows whole seconds only, so the values are
 * compared as well.
 */
export function refuseOtherEdits(sitting: Sitting, seen: Asset | undefined, now: Asset | undefined): void {
  const { fields, typeName } = placeOf(sitting);
  const { sent } = sitting.memory;
  const expected = sent?.traits ?? seen?.traits ?? {};
  const isSame = differences(fields, expected, now?.traits ?? {}).length === 0;
  const isUntouched = sent !== undefined || seen?.updatedAt === now?.updatedAt;
  const isThere = sent !== undefined || seen !== undefined;
  if (isSame && isUntouched && isThere === (now !== undefined)) return;
  throw new ProductError('conflict', { system: systemTitle, wanted: `change the ${typeName}` });
}

/** What our last write left wrong: everything must be there as it was sent, not only what was changed. */
export function problemAfterWrite(sitting: Sitting, asset: Asset | undefined): Problem | undefined {
  const { sent } = sitting.memory;
  if (!sent) return undefined;
  const { fields, typeName } = placeOf(sitting);
  const differing = differences(fields, sent.traits, asset?.traits ?? {});
  if (differing.length === 0) return undefined;
  const lost = asset ? differing.filter(({ field, isGone }) => isGone && field.key !== sent.field.key) : [];
  if (lost.length > 0) {
    return problem('would-lose', {
      system: systemTitle,
      what: labels(lost),
      detail: 'empty after our change',
    });
  }
  const wanted = `change the ${typeName}`;
  return problem('not-verified', {
    system: systemTitle,
    wanted,
    detail: `other values in ${labels(differing)}`,
  });
}

function labels(found: readonly Difference[]): string {
  return found.map(({ field }) => `“${field.label}”`).join(', ');
}
