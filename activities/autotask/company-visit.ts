import type { EvidenceReference } from '../../domain/evidence.ts';
import { ProductError } from '../../domain/problems.ts';
import type { StepId, StepValues } from '../../domain/steps/step.ts';
import type { OpenVisit, Reading, Visit, VisitContext } from '../visit.ts';
import type { AutotaskClient } from './client.ts';
import { systemTitle } from './errors.ts';
import { shownValue, storedValue } from './help-desk-field.ts';
import { agreedCompany } from './resolve-company.ts';

/** The MSP's own names, from the profile (R20). */
export interface CompanyVisitSettings {
  /** The user-defined field, by name or label. */
  readonly helpDeskField: string;
  /** The value, as people see it, that says that Mission Control serves the customer. */
  readonly helpDeskValue: string;
}

type Value = StepValues['help-desk-field'];

/** Visits to the record `autotask-company`. Values are as people see them, so that they compare with the profile's. */
export function openAutotaskCompanyVisit(client: AutotaskClient, settings: CompanyVisitSettings): OpenVisit {
  return async (context) => companyVisit(client, settings, context);
}

function companyVisit(client: AutotaskClient, settings: CompanyVisitSettings, context: VisitContext): Visit {
  let before: { readonly value: Value } | undefined;
  let locations: readonly string[] | undefined;
  const readField = async (): Promise<Reading> => {
    context.signal.throwIfAborted();
    context.beat('reading the company in Autotask');
    const value = await currentValue(client, settings, context);
    locations ??= await activeLocations(client, context);
    before ??= { value };
    const picture = await keepField(context, settings.helpDeskField, { before: before.value, after: value });
    return { ...readingOf(settings, context, value, picture), facts: { activeLocations: locations } };
  };
  return {
    read: (steps) => (steps.includes('help-desk-field') ? finalAsProblem(readField) : emptyReading()),
    write: async (step, value) => {
      context.signal.throwIfAborted();
      context.beat('writing the company in Autotask');
      await writeField(client, settings, context, wantedText(step, value));
    },
    close: async () => {},
  };
}

/** R11 */
async function activeLocations(client: AutotaskClient, { customer }: VisitContext): Promise<string[]> {
  const locations = await client.activeLocations(customer.systems.autotask.companyId);
  return locations.map(({ name }) => name);
}

async function currentValue(
  client: AutotaskClient,
  { helpDeskField }: CompanyVisitSettings,
  { customer }: VisitContext,
): Promise<Value> {
  const company = await agreedCompany(client, customer);
  return shownValue(await client.helpDeskFieldDefinition(helpDeskField), company);
}

/** R20 · The company is compared with the file again: the write must not depend on what another attempt had read. */
async function writeField(
  client: AutotaskClient,
  { helpDeskField }: CompanyVisitSettings,
  { customer }: VisitContext,
  value: Value,
): Promise<void> {
  const company = await agreedCompany(client, customer);
  const definition = await client.helpDeskFieldDefinition(helpDeskField);
  await client.writeCompanyField(company.id, definition.name, storedValue(definition, value));
}

function wantedText(step: StepId, value: StepValues[StepId]): Value {
  if (step === 'help-desk-field' && (typeof value === 'string' || value === null)) return value;
  const detail = `the step ${step} does not belong to a company`;
  throw new ProductError('our-request', { system: systemTitle, wanted: 'change the company', detail });
}

/** R1 · A field that says Mission Control already means a customer who is live. */
function readingOf(
  { helpDeskField, helpDeskValue }: CompanyVisitSettings,
  { customer }: VisitContext,
  value: Value,
  picture: EvidenceReference,
): Reading {
  const sign = `Autotask: “${helpDeskField}” of “${customer.systems.autotask.companyName}” says “${value}”.`;
  return {
    values: { 'help-desk-field': value },
    problems: {},
    signsOfLife: value === helpDeskValue ? [sign] : [],
    pictures: [picture],
  };
}

async function emptyReading(): Promise<Reading> {
  return { values: {}, problems: {}, signsOfLife: [], pictures: [] };
}

/** What only a person can mend is told beside the other steps; what passes by itself is thrown, to be tried again. */
async function finalAsProblem(read: () => Promise<Reading>): Promise<Reading> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProductError) || error.problem.class !== 'final') throw error;
    return { ...(await emptyReading()), problems: { 'help-desk-field': error.problem } };
  }
}

function keepField(
  context: VisitContext,
  field: string,
  values: { readonly before: Value; readonly after: Value },
): Promise<EvidenceReference> {
  const companyId = context.customer.systems.autotask.companyId;
  const text = JSON.stringify({ companyId, field, ...values }, undefined, 2);
  return context.keep('help-desk-field.json', new TextEncoder().encode(text));
}
