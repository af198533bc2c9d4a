import { z } from 'zod';
import { autotaskCompanyIdSchema } from '../../domain/ids.ts';
import { text } from './answers.ts';

/** UTC in and out, whether it says so or not, with any number of fraction digits. */
const instant = z
  .string()
  .transform((text) => new Date(/(Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`))
  .refine((at) => !Number.isNaN(at.getTime()), 'is no instant')
  .transform((at) => at.toISOString())
  .nullish()
  .transform((at) => at ?? null);
const number = z
  .int()
  .nullish()
  .transform((value) => value ?? null);

/** A ticket as we use it. Lists hold the tenant's own numbers; instants are ISO 8601 in UTC. */
export const ticketSchema = z
  .object({
    id: z.int(),
    externalID: text,
    companyID: autotaskCompanyIdSchema,
    status: z.int(),
    queueID: number,
    contactID: number,
    assignedResourceID: number,
    creatorResourceID: number,
    dueDateTime: instant,
    completedDate: instant,
  })
  .transform((row) => ({
    id: row.id,
    externalId: row.externalID,
    companyId: row.companyID,
    status: row.status,
    queueId: row.queueID,
    contactId: row.contactID,
    assignedResourceId: row.assignedResourceID,
    creatorResourceId: row.creatorResourceID,
    dueAt: row.dueDateTime,
    completedAt: row.completedDate,
  }));
export type AutotaskTicket = Readonly<z.infer<typeof ticketSchema>>;

/** An item of a ticket's checklist. */
export const ticketItemSchema = z
  .object({
    id: z.int(),
    ticketID: z.int(),
    itemName: text,
    isCompleted: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    completedByResourceID: number,
    completedDateTime: instant,
  })
  .transform((row) => ({
    id: row.id,
    ticketId: row.ticketID,
    text: row.itemName,
    isCompleted: row.isCompleted,
    completedByResourceId: row.completedByResourceID,
    completedAt: row.completedDateTime,
  }));
export type AutotaskTicketItem = Readonly<z.infer<typeof ticketItemSchema>>;

/** A note of a ticket, as far as it is read again. */
export const ticketNoteSchema = z.object({ id: z.int(), description: text, publish: z.int() });
export type TicketNote = Readonly<z.infer<typeof ticketNoteSchema>>;
