import { z } from 'zod';

const idSchema = z.union([z.string().min(1), z.int().transform(String)]);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const teamSchema = z.object({ team_id: idSchema.nullish() });

/** Whose token it is: each of its scopes may name the team. */
export const ownTeamsSchema = teamSchema
  .extend({ scopes: z.record(z.string(), teamSchema.nullish().catch(null)).nullish() })
  .transform(({ team_id, scopes }) => {
    const all = [team_id, ...Object.values(scopes ?? {}).map((scope) => scope?.team_id)];
    return [...new Set(all.filter((id) => id != null))];
  });

/** Somebody in the team. `computerIds` is undefined where the account does not show access one by one. */
export const userSchema = z
  .object({
    id: idSchema,
    email: text,
    access_permission: z
      .object({ computer_ids: z.array(idSchema).nullish() })
      .nullish()
      .catch(undefined),
  })
  .transform(({ id, email, access_permission }) => ({
    id,
    email,
    computerIds: access_permission?.computer_ids ?? undefined,
  }));
export type SplashtopUser = Readonly<z.infer<typeof userSchema>>;

/** A group. */
export const groupSchema = z.object({ id: idSchema, name: text });
export type SplashtopGroup = Readonly<z.infer<typeof groupSchema>>;

/** A computer: what it is called on the console, and what it calls itself. */
export const computerSchema = z
  .object({ id: idSchema, name: text, host_name: text })
  .transform(({ id, name, host_name }) => ({
    id,
    name: name || host_name || id,
    hostName: host_name || name,
  }));
export type SplashtopComputer = Readonly<z.infer<typeof computerSchema>>;

/** Around every answer: five digits of its own, whatever the status says, and where lists come in pages, how many rows. */
export const envelopeSchema = z.object({
  result: z.int().nullish(),
  data: z.unknown().optional(),
  total_count: z.int().nullish(),
});
export type Envelope = z.infer<typeof envelopeSchema>;
