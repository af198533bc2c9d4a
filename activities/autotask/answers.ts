import { z } from 'zod';
import { autotaskCompanyIdSchema } from '../../domain/ids.ts';

/** Contacts say 1 and 0, everything else true and false. */
const activeFlag = z.union([z.boolean(), z.int()]).transform((flag) => flag === true || flag === 1);
/** A text that may be missing. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/** Values of user-defined fields; the list may be empty, null or missing when nothing is set. */
const fieldValues = z
  .array(
    z.object({
      name: z.string(),
      value: z
        .string()
        .nullish()
        .transform((value) => value || null),
    }),
  )
  .nullish()
  .transform((fields) => fields ?? []);

/** A company as we use it. An empty field value is null. */
export const companySchema = z
  .object({
    id: autotaskCompanyIdSchema,
    companyName: text,
    isActive: activeFlag,
    userDefinedFields: fieldValues,
  })
  .transform(({ companyName, userDefinedFields, ...rest }) => ({
    ...rest,
    name: companyName,
    fields: userDefinedFields,
  }));
export type AutotaskCompany = Readonly<z.infer<typeof companySchema>>;

/** A company that a query found, without its fields. */
export const foundCompanySchema = z
  .object({ id: autotaskCompanyIdSchema, companyName: text, isActive: activeFlag })
  .transform(({ companyName, ...rest }) => ({ ...rest, name: companyName }));
export type FoundCompany = Readonly<z.infer<typeof foundCompanySchema>>;

/** A contact of a company: `email` may be empty. */
export const contactSchema = z
  .object({ id: z.int(), firstName: text, lastName: text, emailAddress: text, isActive: activeFlag })
  .transform(({ id, firstName, lastName, emailAddress, isActive }) => ({
    id,
    name: `${firstName} ${lastName}`.trim(),
    email: emailAddress,
    isActive,
  }));
export type AutotaskContact = Readonly<z.infer<typeof contactSchema>>;

/** A location of a company. */
export const locationSchema = z.object({ id: z.int(), name: text });
export type AutotaskLocation = Readonly<z.infer<typeof locationSchema>>;

/** A note of a company, as far as it is read again. */
export const companyNoteSchema = z.object({ id: z.int(), name: text, note: text });
export type CompanyNote = Readonly<z.infer<typeof companyNoteSchema>>;

/** One of the MSP's people in Autotask. */
export const resourceSchema = z
  .object({ id: z.int(), email: text, firstName: text, lastName: text })
  .transform(({ id, email, firstName, lastName }) => ({
    id,
    email,
    name: `${firstName} ${lastName}`.trim(),
  }));
export type AutotaskResource = Readonly<z.infer<typeof resourceSchema>>;

const listItem = z.object({ value: z.string(), label: z.string(), isActive: z.boolean().nullish() });
const fieldDefinition = z
  .object({
    name: z.string(),
    label: z.string().nullish(),
    isReadOnly: z.boolean().nullish(),
    isPickList: z.boolean().nullish(),
    picklistValues: z.array(listItem).nullish(),
  })
  .transform((field) => ({
    name: field.name,
    label: field.label ?? field.name,
    isReadOnly: field.isReadOnly ?? false,
    /** Null for a text field. */
    choices: field.isPickList ? (field.picklistValues ?? []).map(choice) : null,
  }));
/** What a field is called and what it may hold. */
export type FieldDefinition = Readonly<z.infer<typeof fieldDefinition>>;

function choice({ value, label, isActive }: z.infer<typeof listItem>) {
  return { value, label, isActive: isActive ?? true };
}

/** `…/entityInformation/fields` and `…/userDefinedFields`: lists have the same shape in both. */
export const fieldDefinitionsSchema = z
  .object({ fields: z.array(fieldDefinition).nullish() })
  .transform(({ fields }) => fields ?? []);

/** `GET /Version`. */
export const versionSchema = z
  .object({ majorVersion: z.coerce.string(), minorVersion: z.coerce.string(), build: text })
  .transform(({ majorVersion, minorVersion, build }) =>
    [majorVersion, minorVersion, build].filter(Boolean).join('.'),
  );

/** What every write answers: proof of nothing. */
export const writtenSchema = z.object({ itemId: z.int() });

/** A row, or none. */
export function itemSchema<Row extends z.ZodType>(row: Row) {
  return z.object({ item: row.nullable() });
}

/** A page of rows. */
export function itemsSchema<Row extends z.ZodType>(row: Row) {
  return z.object({ items: z.array(row) });
}
