import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject } from '../kit/json.ts';
import type { SimulatorClock } from '../kit/types.ts';
import type { Settings } from './options.ts';

/** `public-client:public`, the vendor's published value. */
const PUBLIC_CLIENT = 'Basic cHVibGljLWNsaWVudDpwdWJsaWM=';
/** A hundred hours. */
const LIFETIME_SECONDS = 360_000;

/** The tokens that are out, by the simulator's clock. */
export interface Tokens {
  issue(): string;
  isValid(token: string): boolean;
  revokeAll(): void;
}

/** No token is out yet. */
export function createTokens(clock: SimulatorClock): Tokens {
  const endMsOf = new Map<string, number>();
  return {
    issue: () => {
      const token = `eyJ${randomUUID()}`;
      endMsOf.set(token, clock.now().getTime() + LIFETIME_SECONDS * 1000);
      return token;
    },
    isValid: (token) => (endMsOf.get(token) ?? 0) > clock.now().getTime(),
    revokeAll: () => endMsOf.clear(),
  };
}

/** The token of a request's header; empty when there is none. */
export function bearerOf(request: FastifyRequest): string {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' ? token : '';
}

function refuse(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  return reply.code(status).send({ error, error_description: description });
}

/** `POST /auth/oauth/token`: outside of `/api`, a form, and Basic for the public client. */
export function answerToken(
  { credentials, switches }: Settings,
  tokens: Tokens,
  keysValid: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (request.headers.authorization !== PUBLIC_CLIENT) {
    return refuse(reply, 401, 'unauthorized', 'Full authentication is required to access this resource');
  }
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const form = isForm && isObject(request.body) ? request.body : {};
  if (form['grant_type'] !== 'password') {
    return refuse(reply, 400, 'unsupported_grant_type', 'Unsupported grant type');
  }
  const known = form['username'] === credentials.apiKey && form['password'] === credentials.apiSecretKey;
  if (!known || !keysValid) return refuse(reply, switches.badLogin, 'invalid_grant', 'Bad credentials');
  return reply.send({
    access_token: tokens.issue(),
    token_type: 'bearer',
    refresh_token: `eyJ${randomUUID()}`,
    expires_in: LIFETIME_SECONDS,
  });
}
