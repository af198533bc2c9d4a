import type { Json } from '../kit/types.ts';
import { API_ACTOR, type Call } from './call.ts';
import { CUT_OFF_RATIO } from './limits.ts';
import { PAGE_SIZE } from './paging.ts';

/** `GET /v2/account`. The vendor's spelling of `bilingEmail` is real. */
export function getAccount({ state }: Call): Json {
  const devices = state.devices.filter(({ deleted }) => !deleted);
  const online = devices.filter((one) => one.online).length;
  return {
    id: 4001,
    uid: state.accountUid,
    name: 'Example MSP',
    currency: 'USD',
    descriptor: { bilingEmail: 'billing@example-msp.example.com', deviceLimit: 5000, timeZone: 'UTC' },
    devicesStatus: {
      numberOfDevices: devices.length,
      numberOfOnlineDevices: online,
      numberOfOfflineDevices: devices.length - online,
      numberOfOnDemandDevices: 0,
      numberOfManagedDevices: devices.length,
    },
  };
}

/** `GET /v2/system/request_rate`. */
export function getRequestRate({ limits, settings, state }: Call): Json {
  const { requests, writes } = limits.counts();
  const allowed = settings.limits;
  return {
    slidingTimeWindowSizeSeconds: Math.round(allowed.windowMs / 1000),
    accountUid: state.accountUid,
    accountCount: requests,
    accountRateLimit: allowed.requests,
    accountCutOffRatio: CUT_OFF_RATIO,
    accountWriteRateLimit: allowed.requests,
    accountWriteCount: writes['site-update'] + writes['site-create'],
    operationWriteStatus: {
      'site-create': { limit: allowed.siteCreates, count: writes['site-create'] },
      'site-update': { limit: allowed.siteUpdates, count: writes['site-update'] },
    },
  };
}

/** `GET /v2/system/pagination`. */
export function getPagination(): Json {
  return { max: PAGE_SIZE };
}

/** `POST /v2/user/resetApiKeys`: kills the keys that it was called with. */
export function resetApiKeys({ context, state, tokens }: Call): undefined {
  const change = { entity: 'account', id: state.accountUid, field: 'keysValid' };
  context.audit(API_ACTOR, [{ ...change, before: state.keysValid, after: false }]);
  state.keysValid = false;
  tokens.revokeAll();
}
