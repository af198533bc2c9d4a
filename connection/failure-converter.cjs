// CommonJS because Temporal's SDK loads this file by its path, with `require`.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Messages and stack traces of failures are encrypted like payloads, as soon as there is a codec. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
