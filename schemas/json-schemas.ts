import { z } from 'zod';
import { customerFileSchema } from '../domain/customer-file.ts';
import { profileSchema } from '../domain/profile.ts';

const checked = 'What compares several keys is checked by `onboard` only.';

/** The text of every JSON Schema, by file name: what editors know of the files that people write. */
export function jsonSchemas(): { readonly [file: string]: string } {
  return {
    'customer.schema.json': textOf(
      customerFileSchema,
      'Customer file',
      `One customer: what the signed contract says, and names in other systems. ${checked}`,
    ),
    'onboarding.schema.json': textOf(
      profileSchema,
      'Profile',
      `The MSP: people, systems, how far each is automated. Secrets are named, never written. ${checked}`,
    ),
  };
}

function textOf(schema: z.ZodType, title: string, description: string): string {
  // Draft 7 is what all YAML editors understand.
  const { $schema, ...body } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      nameKeys(jsonSchema);
      // An empty group is no default that an editor should fill in.
      if (jsonSchema.type === 'object') delete jsonSchema.default;
    },
  });
  return `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`;
}

/** Editors propose keys from `properties` only, not from a list of names that are allowed. */
function nameKeys(schema: z.core.JSONSchema.BaseSchema): void {
  const { propertyNames: names, additionalProperties: value } = schema;
  if (typeof names !== 'object' || names.enum === undefined || value === undefined) return;
  schema.properties = Object.fromEntries(names.enum.map((name) => [String(name), value]));
  schema.additionalProperties = false;
  delete schema.propertyNames;
}
