import { z } from 'zod';

/** Text in `data.id`, a number in attributes: text with us. A number too long to be exact is refused. */
const idSchema = z.union([z.string().min(1), z.int().transform(String)]);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** An organization as we use it. */
export const organizationSchema = z
  .object({ id: idSchema, attributes: z.object({ name: text, 'psa-integration': text }) })
  .transform(({ id, attributes }) => ({
    id,
    name: attributes.name,
    /** `enabled`, `disabled`, `orphaned` or empty. */
    psaIntegration: attributes['psa-integration'],
  }));
export type Organization = Readonly<z.infer<typeof organizationSchema>>;

/** A flexible asset type. */
export const assetTypeSchema = z
  .object({ id: idSchema, attributes: z.object({ name: text }) })
  .transform(({ id, attributes }) => ({ id, name: attributes.name }));
export type AssetType = Readonly<z.infer<typeof assetTypeSchema>>;

/** A field of a flexible asset type. */
export const assetFieldSchema = z
  .object({
    id: idSchema,
    attributes: z.object({
      name: z.string(),
      kind: z.string(),
      'name-key': z.string().min(1),
      required: flag,
      'default-value': text,
    }),
  })
  .transform(({ attributes }) => ({
    label: attributes.name,
    /** Where its value stands among the traits: never derived from the label. */
    key: attributes['name-key'],
    kind: attributes.kind,
    isRequired: attributes.required,
    /** What a Select may hold: the lines of its default value. */
    options: attributes['default-value']
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  }));
export type AssetField = Readonly<z.infer<typeof assetFieldSchema>>;

/** A flexible asset. Its traits are as they are read, which is not how they are written. */
export const assetSchema = z
  .object({
    id: idSchema,
    attributes: z.object({
      'organization-id': idSchema,
      'flexible-asset-type-id': idSchema,
      name: text,
      'resource-url': text,
      'updated-at': text,
      archived: flag,
      traits: z
        .record(z.string(), z.json())
        .nullish()
        .transform((traits) => traits ?? {}),
    }),
  })
  .transform(({ id, attributes }) => ({
    id,
    organizationId: attributes['organization-id'],
    typeId: attributes['flexible-asset-type-id'],
    /** Out of the fields that make its title. */
    name: attributes.name,
    url: attributes['resource-url'],
    updatedAt: attributes['updated-at'],
    isArchived: attributes.archived,
    traits: attributes.traits,
  }));
export type Asset = Readonly<z.infer<typeof assetSchema>>;
/** Traits by the key of their field, as they are read or written. */
export type Traits = Readonly<Asset['traits']>;

const reachable = z
  .array(z.object({ value: text, primary: flag }))
  .nullish()
  .transform((entries) => {
    const filled = (entries ?? []).filter(({ value }) => value !== '');
    return (filled.find(({ primary }) => primary) ?? filled[0])?.value ?? '';
  });

/** A contact: `email` and `phone` are the primary ones, or empty. */
export const contactSchema = z
  .object({
    id: idSchema,
    attributes: z.object({
      'organization-id': idSchema,
      name: text,
      'contact-type-name': text,
      'contact-emails': reachable,
      'contact-phones': reachable,
    }),
  })
  .transform(({ id, attributes }) => ({
    id,
    organizationId: attributes['organization-id'],
    name: attributes.name,
    typeName: attributes['contact-type-name'],
    email: attributes['contact-emails'],
    phone: attributes['contact-phones'],
  }));
export type ItGlueContact = Readonly<z.infer<typeof contactSchema>>;

/** A contact type. */
export const contactTypeSchema = z
  .object({ id: idSchema, attributes: z.object({ name: text }) })
  .transform(({ attributes }) => attributes.name);

/** What every write answers: proof of nothing. */
export const writtenSchema = z.object({ data: z.unknown() });

/** One record. */
export function oneSchema<Row extends z.ZodType>(row: Row) {
  return z.object({ data: row });
}
