import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeLeanSource } from '../../temporal-docker/embedded/lean-source.ts';

const WORKER =
  'import (\n\twcicomponent "example.com/clouds"\n)\nvar m = options(\n\twcicomponent.Module,\n\tkept.Module,\n)\n';
const PROVIDER = [
  'import (',
  '\t"example.com/archiver/filestore"',
  '\t"example.com/archiver/gcloud"',
  '\t"example.com/archiver/s3store"',
  ')',
  '\t\tcase filestore.URIScheme:',
  '\t\t\tkept()',
  '\t\tcase gcloud.URIScheme:',
  '\t\t\tgcloud.Open()',
  '\t\tcase s3store.URIScheme:',
  '\t\t\ts3store.Open()',
  '\t\tdefault:',
  '\t\t\talsoKept()',
  '',
].join('\n');

let folder: string;
const pathBefore = process.env['PATH'];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'onboard-lean-'));
  await put('module/service/worker/fx.go', WORKER);
  await put('module/service/worker/fx_test.go', 'package worker\n');
  await put('module/common/archiver/provider/provider.go', PROVIDER);
  // What Go answers to `go mod download -json`.
  await put(
    'bin/go',
    `#!/usr/bin/env node\nconsole.log(JSON.stringify({ Dir: ${JSON.stringify(path.join(folder, 'module'))} }, null, 2))`,
  );
  await put('bin/go.cmd', '@node "%~dp0go" %*');
  await chmod(path.join(folder, 'bin/go'), 0o755);
  process.env['PATH'] = [path.join(folder, 'bin'), pathBefore].join(path.delimiter);
});

afterEach(async () => {
  process.env['PATH'] = pathBefore;
  await rm(folder, { recursive: true, force: true });
});

async function put(file: string, text: string): Promise<void> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

test('the source keeps what an embedded server uses and loses the clouds, in files that can be changed', async () => {
  for (const file of ['service/worker/fx.go', 'common/archiver/provider/provider.go'])
    await chmod(path.join(folder, 'module', file), 0o444);
  const lean = path.join(folder, 'lean');
  await writeLeanSource('example.com/server@v1', lean);

  const worker = await readFile(path.join(lean, 'service/worker/fx.go'), 'utf8');
  expect(worker).toBe('import (\n)\nvar m = options(\n\tkept.Module,\n)\n');
  const provider = await readFile(path.join(lean, 'common/archiver/provider/provider.go'), 'utf8');
  expect(provider).not.toMatch(/gcloud|s3store/);
  expect(provider).toMatch(/kept\(\)[\s\S]*alsoKept\(\)/);
  await expect(readFile(path.join(lean, 'service/worker/fx_test.go'))).rejects.toThrow(/ENOENT/);
});

test('a version whose source looks otherwise is refused, so that the whole server is built instead', async () => {
  await put('module/service/worker/fx.go', 'package worker\n');
  await expect(writeLeanSource('example.com/server@v2', path.join(folder, 'lean'))).rejects.toThrow(
    /service\/worker\/fx\.go of example\.com\/server@v2 has nothing that matches/,
  );
});
