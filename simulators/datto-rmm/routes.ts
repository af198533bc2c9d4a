import { getAccount, getPagination, getRequestRate, resetApiKeys } from './account.ts';
import { listActivities } from './activity-log.ts';
import type { Handler } from './call.ts';
import { getDevice, listAccountDevices, listSiteDevices, setUdf } from './devices.ts';
import { listCustomFilters, listDefaultFilters, listSiteFilters } from './filters.ts';
import {
  createQuickJob,
  getJob,
  getResults,
  getStderr,
  getStdout,
  listComponents,
  listJobComponents,
} from './jobs.ts';
import { createSite, getSettings, getSite, listSites, updateSite } from './sites.ts';
import { createVariable, deleteVariable, listVariables, updateVariable } from './variables.ts';

type Methods = { readonly [method: string]: Handler | undefined };

/** Every path below `/api`; `*` is an id. There is none for groups of sites, as in reality. */
const ROUTES: { readonly [path: string]: Methods } = {
  '/v2/account': { GET: getAccount },
  '/v2/account/sites': { GET: listSites },
  '/v2/account/devices': { GET: listAccountDevices },
  '/v2/account/components': { GET: listComponents },
  '/v2/site': { PUT: createSite },
  '/v2/site/*': { GET: getSite, POST: updateSite },
  '/v2/site/*/settings': { GET: getSettings },
  '/v2/site/*/devices': { GET: listSiteDevices },
  '/v2/site/*/filters': { GET: listSiteFilters },
  '/v2/site/*/variables': { GET: listVariables },
  '/v2/site/*/variable': { PUT: createVariable },
  '/v2/site/*/variable/*': { POST: updateVariable, DELETE: deleteVariable },
  '/v2/device/*': { GET: getDevice },
  '/v2/device/*/udf': { POST: setUdf },
  '/v2/device/*/quickjob': { PUT: createQuickJob },
  '/v2/job/*': { GET: getJob },
  '/v2/job/*/components': { GET: listJobComponents },
  '/v2/job/*/results/*': { GET: getResults },
  '/v2/job/*/results/*/stdout': { GET: getStdout },
  '/v2/job/*/results/*/stderr': { GET: getStderr },
  '/v2/filter/default-filters': { GET: listDefaultFilters },
  '/v2/filter/custom-filters': { GET: listCustomFilters },
  '/v2/activity-logs': { GET: listActivities },
  '/v2/system/request_rate': { GET: getRequestRate },
  '/v2/system/pagination': { GET: getPagination },
  '/v2/user/resetApiKeys': { POST: resetApiKeys },
};

/** A path that is there: what each verb does, and the ids in it. */
export interface Route {
  readonly methods: Methods;
  readonly ids: readonly string[];
}

const PATTERNS = Object.entries(ROUTES).map(([path, methods]) => ({
  pattern: new RegExp(`^/api${path.replaceAll('*', '([^/]+)')}$`),
  methods,
}));

/** Where a path leads; undefined when there is no such path. Letter case counts. */
export function findRoute(path: string): Route | undefined {
  for (const { pattern, methods } of PATTERNS) {
    const match = pattern.exec(path);
    if (match) return { methods, ids: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
