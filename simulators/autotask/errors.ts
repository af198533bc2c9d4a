import type { Json } from '../kit/types.ts';

/** An answer that is no success: validation is HTTP 500 at this vendor. */
export class ApiError extends Error {
  readonly status: number;
  /** A text is sent as it is (empty, or HTML), anything else as JSON. */
  readonly body: Json;
  constructor(status: number, body: Json) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

const RECORD = ' ; on record number [1].';

/** A 500 that carries one text. */
export function failure(text: string): ApiError {
  return new ApiError(500, { errors: [text] });
}

/** What an unexpected error looks like: a wrong shape of a body gives the same as a fault of the server. */
export function unexpected(): ApiError {
  return new ApiError(500, UNEXPECTED_BODY);
}

/** The body of an unexpected error. */
export const UNEXPECTED_BODY = {
  errors: ['An unexpected error has occurred. Please contact Autotask support with the error id.'],
  errorId: '8c1f4f0e-6d0c-4e58-9a55-0c5a9d1e7b42',
};

/** Wrong user, secret or code. */
export const unauthorized = () => new ApiError(401, '');

/** What IIS says of an address that it does not know. */
export const NOT_FOUND_PAGE =
  '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body><h2>404 - File or directory not found.</h2></body></html>';

/** An address outside the API. */
export const notFoundPage = () => new ApiError(404, NOT_FOUND_PAGE);

/** An address below the API that has no route. */
export const noRoute = (url: string) =>
  new ApiError(404, { Message: `No HTTP resource was found that matches the request URI '${url}'.` });

/** A route that does not take this verb. */
export const wrongVerb = (method: string) =>
  new ApiError(405, { Message: `The requested resource does not support http method '${method}'.` });

/** A column or user-defined field that the entity does not have. */
export const unableToFind = (field: string, entity: string) =>
  failure(`Unable to find ${field} in the ${entity} Entity`);

/** A column that a create, or a note's update, cannot do without. */
export const missingField = (field: string) => failure(`Missing Required Field: ${field}.${RECORD}`);

/** A number that is not among a picklist's active values. */
export const badPicklist = (value: Json, field: string) =>
  failure(`Picklist value [${String(value)}] does not exist for ${field}.${RECORD}`);

/** An id that leads nowhere. */
export const badReference = (field: string, entity: string) =>
  failure(
    `Reference value on field: ${field} of type: int: ${entity} does not exist or is invalid.${RECORD}`,
  );

/** Text where a number belongs. */
export const conversionFailed = (value: Json) =>
  failure(`Conversion failed when converting varchar '${String(value)}' to data type int`);

/** A JSON type that the column cannot take, such as true for a contact's `isActive`. */
export const unexpectedCharacter = (field: string, value: Json) =>
  failure(
    `Unexpected character encountered while parsing value: ${String(value).slice(0, 1)}. Path '${field}'.`,
  );

/** A rule between several columns, or rows. */
export const dataViolation = (text: string) => failure(`Data violation: ${text}${RECORD}`);

/** A row to delete, or to update, that is not there. */
export const noMatchingRecords = () =>
  failure(
    'No message. No matching records found. The logged in Resource may not have the required permissions to delete this entity.',
  );
