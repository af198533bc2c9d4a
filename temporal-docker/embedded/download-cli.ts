// Has the SDK download the `temporal` CLI into a folder. A program of its own, because the SDK's download
// knows no time limit: whoever starts this can end it.
// Usage: node download-cli.ts <folder>
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir = '.'] = process.argv.slice(2);
const server = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir, version: 'latest' } },
});
await server.teardown();
