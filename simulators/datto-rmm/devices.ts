import { diffRecord } from '../kit/audit.ts';
import { isObject } from '../kit/json.ts';
import type { Json } from '../kit/types.ts';
import { logActivity } from './activity-log.ts';
import { API_ACTOR, type Call, deviceAt, siteAt } from './call.ts';
import { badRequest } from './errors.ts';
import { FILTERS } from './filters.ts';
import { page, queryOf } from './paging.ts';
import { renderDevice } from './render.ts';
import { type Device, deviceRecord } from './state.ts';

/** With a filter's id the other filters are ignored. */
function filterOf(call: Call): ((device: Device) => boolean) | undefined {
  const { filterId } = queryOf(call.request);
  if (filterId === undefined) return undefined;
  const filter = FILTERS.find(({ id }) => String(id) === filterId);
  if (!filter) throw badRequest('unknown filterId');
  return filter.fits;
}

/** `GET /v2/site/{siteUid}/devices`: deleted devices are not listed. */
export function listSiteDevices(call: Call): Json {
  const { uid } = siteAt(call);
  const fits = filterOf(call) ?? (() => true);
  return devicesPage(
    call,
    call.state.devices.filter((device) => device.siteUid === uid && fits(device)),
  );
}

/** `GET /v2/account/devices`: texts are compared as parts. */
export function listAccountDevices(call: Call): Json {
  const { hostname = '', deviceType = '', operatingSystem = '', siteName = '' } = queryOf(call.request);
  const has = (text: string | null | undefined, part: string) =>
    (text ?? '').toLowerCase().includes(part.toLowerCase());
  const nameOf = new Map(call.state.sites.map(({ uid, name }) => [uid, name]));
  const byText = (device: Device) =>
    has(device.hostname, hostname) &&
    has(device.category, deviceType) &&
    has(device.operatingSystem, operatingSystem) &&
    has(nameOf.get(device.siteUid), siteName);
  return devicesPage(call, call.state.devices.filter(filterOf(call) ?? byText));
}

function devicesPage(call: Call, devices: readonly Device[]): Json {
  const listed = devices.filter(({ deleted }) => !deleted);
  return page(
    call,
    'devices',
    listed.map((device) => renderDevice(call, device)),
  );
}

/** `GET /v2/device/{deviceUid}`. */
export function getDevice(call: Call): Json {
  return renderDevice(call, deviceAt(call));
}

const UDF_NAME = /^udf([1-9]\d?|[12]\d\d|300)$/;

/** `POST /v2/device/{deviceUid}/udf`: partial; an empty text clears; no body in the answer. */
export function setUdf(call: Call): undefined {
  const device = deviceAt(call);
  const { body } = call.request;
  if (!isObject(body)) throw badRequest('bad body');
  const before = deviceRecord(device);
  for (const [name, value] of checkedUdfs(body)) {
    if (value === '') delete device.udf[name];
    else device.udf[name] = value;
  }
  call.context.audit(API_ACTOR, diffRecord(before, deviceRecord(device)));
  logActivity(call, {
    category: 'device',
    action: 'udf',
    siteUid: device.siteUid,
    deviceId: device.id,
  });
}

/** Nothing is written unless all of it can be. */
function checkedUdfs(body: { readonly [key: string]: unknown }): [string, string][] {
  return Object.entries(body).map(([name, value]) => {
    if (!UDF_NAME.test(name)) throw badRequest('unknown property');
    if (typeof value !== 'string' || value.length > 255)
      throw badRequest('a text of at most 255 characters is needed');
    return [name, value];
  });
}
