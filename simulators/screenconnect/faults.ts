import type { FastifyRequest } from 'fastify';
import type { FaultAlias } from '../kit/http-faults.ts';

function isPoll({ url }: FastifyRequest): boolean {
  return /\/(GetLiveData|GetHostSessionInfo)$/i.test(url);
}

const FAILURE = { errorType: 'Exception', message: 'An unexpected error has occurred on the server.' };

/** This system's names for generic faults. All others are struck where they belong. */
export const FAULT_ALIASES: { readonly [name: string]: FaultAlias } = {
  'poll-500': { kind: 'status', options: { status: 500, body: FAILURE }, only: isPoll },
  'poll-504': {
    kind: 'status',
    options: { status: 504, body: '<h1>504 Gateway Time-out</h1>' },
    only: isPoll,
  },
};
