import type { FaultAlias } from '../kit/http-faults.ts';
import { CONCURRENT_WRITE } from './errors.ts';

const GATEWAY_PAGE = '<html><head><title>504 Gateway Time-out</title></head></html>';

/**
 * This system's names for generic faults. Others are struck where they belong: `403-block`,
 * `401-revoked`, `foreign-next-page`, `lost-page-params`, `stale-read`.
 */
export const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  '409': { kind: 'status', options: { status: 409, body: CONCURRENT_WRITE } },
  '429': { kind: 'status', options: { status: 429, body: 'Too Many Requests' } },
  '504': { kind: 'status', options: { status: 504, body: GATEWAY_PAGE } },
  'html-body': { kind: 'html-200' },
  'commit-then-reset': {
    kind: 'drop-after-commit',
    only: ({ method, url }) => method !== 'GET' && url.startsWith('/api/'),
  },
};
