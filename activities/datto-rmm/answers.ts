import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Documented as a text, a number in Autotask; null or empty when the site is unmapped. */
const mappedCompanyId = z
  .union([z.string(), z.int()])
  .nullish()
  .transform((value) => String(value ?? '').trim() || null);

/** A site as we use it, with all that an update must send again. */
export const siteSchema = z
  .object({
    id: z.int(),
    uid: z.string().min(1),
    name: text,
    description: text,
    notes: text,
    onDemand: flag,
    splashtopAutoInstall: flag,
    autotaskCompanyId: mappedCompanyId,
    autotaskCompanyName: text,
  })
  .readonly();
/** A site. `autotaskCompanyId` is null when it is mapped to no company. */
export type DattoRmmSite = z.infer<typeof siteSchema>;

/** Epoch milliseconds or ISO text, both seen; below 1e12 it is seconds. */
export const instantSchema = z
  .union([z.number(), z.string()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined || value === '') return null;
    const instant = new Date(typeof value === 'number' && value < 1e12 ? value * 1000 : value);
    return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
  });

/** A device of a site, for comparison with Autotask and Lift Off (R30–R36). */
export const deviceSchema = z
  .object({
    id: z.int(),
    uid: z.string().min(1),
    siteUid: text,
    hostname: text,
    deviceType: z.object({ category: text, type: text }).nullish(),
    deviceClass: text,
    operatingSystem: text,
    lastLoggedInUser: text,
    online: flag,
    suspended: flag,
    deleted: flag,
    lastSeen: instantSchema,
  })
  .transform(({ deviceType, ...device }) => ({ ...device, category: deviceType?.category ?? '' }))
  .readonly();
/** A device. `category` is `Desktop`, `Server`, …; `lastSeen` is ISO 8601 in UTC, null when unknown. */
export type DattoRmmDevice = z.infer<typeof deviceSchema>;

/** `GET /v2/account`. */
export const accountSchema = z.object({ uid: z.string().min(1), name: text });

const pageDetails = z.object({ nextPageUrl: z.string().nullish() });

/** A page of sites. */
export const sitesPageSchema = z
  .object({ pageDetails, sites: z.array(siteSchema) })
  .transform(({ pageDetails: { nextPageUrl }, sites }) => ({ rows: sites, hasNext: Boolean(nextPageUrl) }));

/** A page of devices. */
export const devicesPageSchema = z
  .object({ pageDetails, devices: z.array(deviceSchema) })
  .transform(({ pageDetails: { nextPageUrl }, devices }) => ({
    rows: devices,
    hasNext: Boolean(nextPageUrl),
  }));
