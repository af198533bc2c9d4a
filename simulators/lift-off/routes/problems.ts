/** A write with a token that was used before, or none. */
export const OUT_OF_DATE = 'This page is out of date. Reload it and try again.';

/** A write by a read-only login. */
export const NO_PERMISSION = 'You do not have permission to change this account.';

/** The portal failed. */
export const SERVER_ERROR = 'Something went wrong. Please try again.';

/** What was read before the write is no longer what is stored. */
export const CHANGED_MEANWHILE = 'Another user changed this account. Reload the page and try again.';
