import { HARBOR_DENTAL } from '../autotask/seed-companies.ts';
import { uidOf } from './seed-sites.ts';
import type { Component, Device, Site } from './state.ts';

const SEEN = '2026-11-20T14:05:00.000Z';

function device(id: number, siteUid: string, hostname: string, more: Partial<Device> = {}): Device {
  return {
    id,
    uid: uidOf(`device ${id}`),
    siteUid,
    hostname,
    category: 'Desktop',
    deviceClass: 'device',
    operatingSystem: 'Microsoft Windows 11 Pro 10.0.26100',
    lastLoggedInUser: null,
    online: true,
    suspended: false,
    deleted: false,
    lastSeen: SEEN,
    udf: {},
    ...more,
  };
}

const SERVER: Partial<Device> = {
  category: 'Server',
  operatingSystem: 'Microsoft Windows Server 2022 Standard',
};

/** The ids are those that Autotask's configuration items name as `rmmDeviceID`. */
function harborDevices(siteUid: string): Device[] {
  return [
    device(8001, siteUid, 'HDG-FRONT-01', { lastLoggedInUser: 'HDG\\lortega', udf: { udf1: 'front desk' } }),
    device(8002, siteUid, 'HDG-CHAIR-01', { online: false, lastLoggedInUser: 'HDG\\pnair' }),
    device(8003, siteUid, 'HDG-SRV-01', SERVER),
    device(8005, siteUid, 'HDG-PRINT-01', {
      category: 'Printer',
      deviceClass: 'printer',
      operatingSystem: null,
    }),
    device(8006, siteUid, 'HDG-CHAIR-00', { online: false, deleted: true, lastSeen: null }),
  ];
}

/** None to three devices for a site of the crowd. */
function crowd({ id, uid }: Site): Device[] {
  return Array.from({ length: id % 4 }, (_, at) =>
    device(id * 10 + at, uid, `PC-${id}-${at + 1}`, {
      online: (id + at) % 3 !== 0,
      suspended: id % 50 === 1,
    }),
  );
}

/** Devices of all sites. */
export function buildDevices(sites: readonly Site[]): Device[] {
  return sites.flatMap((site) => {
    if (site.autotaskCompany?.id === String(HARBOR_DENTAL)) return harborDevices(site.uid);
    if (site.name === 'Northwind Legal LLP (example)')
      return [device(8004, site.uid, 'NWL-PARTNER-01', { category: 'Laptop' })];
    return crowd(site);
  });
}

/** Scripts of the account; the first is R40's. */
export function buildComponents(): Component[] {
  const component = (id: number, name: string, variables: Component['variables'] = []): Component => ({
    id,
    uid: uidOf(`component ${id}`),
    name,
    variables,
  });
  return [
    component(71, 'Install Mission Control ScreenConnect', [{ name: 'InstallerUrl', defaultVal: '' }]),
    component(72, 'Remove Mission Control ScreenConnect'),
    component(73, 'Clear temporary files'),
  ];
}
