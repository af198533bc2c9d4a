import type { Json } from '../kit/types.ts';

/** An answer that is no success, in one of the shapes that were seen. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Json;
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, body: Json, retryAfterSeconds?: number) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

function unprocessable(error: { readonly [key: string]: Json }): ApiError {
  return new ApiError(422, { errors: [{ status: 422, title: 'Unprocessable Entity', ...error }] });
}

/** A key that is wrong, or belongs to another region. */
export const badKey = (status: 401 | 403) =>
  new ApiError(status, { errors: [{ status, title: 'Unauthorized', detail: 'Invalid API key' }] });

/** A wrong organization or type, or a missing right: a 401 although the key is good. */
export const noAccess = () =>
  new ApiError(401, {
    errors: [
      {
        status: 401,
        title: 'Unauthorized',
        detail: 'Unauthorized resource access',
        source: { pointer: 'id' },
      },
    ],
  });

/** An address or a record that is not there; the status is text here. */
export const notFound = () => new ApiError(404, { errors: [{ status: '404', title: 'Record not found' }] });

/** A payload that is not declared as JSON:API. */
export const unsupportedType = () =>
  new ApiError(415, { errors: [{ status: 415, title: 'Unsupported Media Type' }] });

/** A payload without `data`, or of another type. */
export const badRequest = (title: string) => new ApiError(400, { errors: [{ status: '400', title }] });

/** Too many requests; Retry-After is not confirmed for this vendor. */
export const tooMany = (retryAfterSeconds: number | undefined) =>
  new ApiError(429, { errors: [{ status: 429, title: 'Too Many Requests' }] }, retryAfterSeconds);

/** A trait that the type has no field for. */
export const unknownTrait = () =>
  unprocessable({
    detail: 'Request contains invalid trait keys',
    source: { pointer: 'data/attributes/traits' },
  });

/** A trait whose value is missing or wrong: the detail is a list here. */
export const badTrait = (key: string, text: string) =>
  unprocessable({
    detail: [text],
    source: { pointer: `/data/attributes/flexible-asset-traits.${key}` },
  });

/** A list where one asset belongs; the status is a word here. */
export const noBulk = () =>
  new ApiError(422, {
    errors: [
      {
        status: 'unprocessable_entity',
        title: 'bulk action not allowed for Flexible Asset using this route',
        source: { pointer: 'data' },
      },
    ],
  });

/** An attribute that a create cannot do without; the sentence is the title here. */
export const attributeRequired = (name: string) =>
  new ApiError(422, {
    errors: [
      { status: 422, title: `Valid ${name} is required`, source: { pointer: `data/attributes/${name}` } },
    ],
  });

/** A change of what comes from the PSA. */
export const synced = () => unprocessable({ detail: 'Cannot update a synced resource' });

/** A filter that needs another one. */
export const filterIncomplete = (name: string) => unprocessable({ detail: `${name} is required` });
