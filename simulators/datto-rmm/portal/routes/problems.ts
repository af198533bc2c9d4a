/** A write, or a read, that the security level does not allow. */
export const NOT_ALLOWED = 'Your security level does not allow this.';

/** The portal failed. */
export const SERVER_ERROR = 'Something went wrong. Please try again.';

/** What was asked for is not there, or not any more. */
export const NOT_THERE = 'This is no longer there.';
