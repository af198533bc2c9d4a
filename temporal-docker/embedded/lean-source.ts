import { chmod, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, runCommand } from '../../setup/run-command.ts';

const DOWNLOAD_WITHIN_MS = 10 * 60_000;

/** One thing that the server's source loses. */
interface Cut {
  /** Path below the module's folder. */
  file: string;
  /** Every match goes; a cut without one does not fit this version of the source. */
  pattern: RegExp;
}

/**
 * What an embedded server never uses: workers that scale by themselves in three clouds, and archives in two of them.
 * Their libraries are more than a third of all that would have to be downloaded and compiled.
 */
const CUTS: readonly Cut[] = [
  { file: 'service/worker/fx.go', pattern: /^.*wcicomponent.*\n/gm },
  { file: 'common/archiver/provider/provider.go', pattern: /^.*archiver\/(gcloud|s3store)"\n/gm },
  {
    file: 'common/archiver/provider/provider.go',
    pattern: /^\t\tcase (gcloud|s3store)\.URIScheme:\n[\s\S]*?(?=^\t\t(case|default)\b)/gm,
  },
];

/**
 * Puts the source of a Go module, without what an embedded server never uses, into a folder: ready for `go build`.
 *
 * @throws Error when the module cannot be downloaded, or its source is not what the cuts were made for.
 */
export async function writeLeanSource(module: string, folder: string): Promise<void> {
  const original = await downloadedModule(module, path.dirname(folder));
  await cp(original, folder, { recursive: true, filter: (file) => !file.endsWith('_test.go') });
  await makeWritable(folder);
  for (const { file, pattern } of CUTS) {
    const target = path.join(folder, file);
    const text = await readFile(target, 'utf8');
    const cut = text.replace(pattern, '');
    if (cut === text) throw new Error(`${file} of ${module} has nothing that matches ${pattern.source}`);
    await writeFile(target, cut);
  }
}

/** The module cache is read-only, and so is a copy of it: it could be neither changed nor deleted. */
async function makeWritable(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
  await chmod(folder, 0o755);
}

async function downloadedModule(module: string, cwd: string): Promise<string> {
  const result = await runCommand('go', ['mod', 'download', '-json', module], {
    cwd,
    timeoutMs: DOWNLOAD_WITHIN_MS,
  });
  const dir = result.output.match(/"Dir": ("[^\n]*")/)?.[1];
  if (result.code !== 0 || dir === undefined) throw new Error(result.failure ?? lastLines(result.output));
  return String(JSON.parse(dir));
}
