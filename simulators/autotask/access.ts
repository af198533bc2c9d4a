import type { FastifyRequest } from 'fastify';
import { ApiError, dataViolation, failure, unauthorized } from './errors.ts';
import type { Action, Target } from './routes.ts';
import { API_ONLY_LICENSE } from './rules.ts';
import type { AutotaskState } from './state.ts';
import type { AutotaskCredentials, AutotaskSwitches } from './switches.ts';

/** Checks the three headers; a wrong one is a 401 with an empty body. */
export function checkCredentials(
  request: FastifyRequest,
  credentials: AutotaskCredentials,
  badCode: AutotaskSwitches['badCode'],
): void {
  const { headers } = request;
  const code = headers['apiintegrationcode'] === credentials.integrationCode;
  if (!code && badCode === '500-text') throw failure('IntegrationCode is invalid.');
  const user = String(headers['username'] ?? '').toLowerCase() === credentials.userName.toLowerCase();
  if (!code || !user || headers['secret'] !== credentials.secret) throw unauthorized();
}

const WRITES: readonly (Action | undefined)[] = ['create', 'update', 'replace', 'delete'];
const METADATA: readonly (Action | undefined)[] = ['information', 'fields', 'udfs'];

/** Whether an action changes something. */
export function isWrite(action: Action): boolean {
  return WRITES.includes(action);
}

/** Checks what the API user's security level allows. */
export function checkPermission(
  state: AutotaskState,
  { entity }: Target,
  action: Action,
  forbidden: AutotaskSwitches['forbidden'],
): void {
  if (METADATA.includes(action)) return;
  const kind = isWrite(action) ? 'update' : 'query';
  if (state.denied[kind].includes(entity.path)) throw noPermission(kind, forbidden);
}

function noPermission(kind: 'query' | 'update', status: number): ApiError {
  const text = `The logged in Resource does not have the adequate permissions to ${kind} this entity type.`;
  return new ApiError(status, { errors: [text] });
}

/**
 * The resource in whose name a write is made. On a read the header is refused, on an entity that does not take it
 * it is ignored.
 */
export function impersonatedResource(
  state: AutotaskState,
  request: FastifyRequest,
  { entity }: Target,
  action: Action,
): number | undefined {
  const header = request.headers['impersonationresourceid'];
  if (header === undefined || METADATA.includes(action)) return undefined;
  if (!isWrite(action)) throw noPermission('query', 500);
  if (!entity.impersonation) return undefined;
  const resource = state.rows.Resources.find((row) => row.id === Number(header));
  if (!resource || resource.fields['licenseType'] === API_ONLY_LICENSE) {
    throw dataViolation('The impersonated resource does not exist or cannot be impersonated');
  }
  return resource.id;
}
