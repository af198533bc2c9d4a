import v8 from 'node:v8';
import { TestEnvironment } from 'jest-environment-node';

/**
 * In debug mode the Temporal SDK follows every promise of the process, not only those of workflows, to be able to say
 * where a workflow waits. It never stops: in a process that runs many test files, each with an SDK of its own, every
 * promise is followed once for each file before. No test asks where a workflow waits, and all of it took half of the
 * time of the workflows' tests.
 */
v8.promiseHooks.createHook = () => () => {};

export default TestEnvironment;
