import { expect, test } from '@jest/globals';
import { withProgress } from '../../client/progress-lines.ts';
import type { Terminal } from '../../client/terminal.ts';

async function written(live: boolean): Promise<string> {
  let text = '';
  const err = (more: string) => {
    text += more;
  };
  const terminal: Terminal = {
    out: () => undefined,
    err,
    colour: false,
    screen: false,
    live,
    ask: undefined,
    environment: {},
    osUser: 'dana',
    host: 'desk',
  };
  const result = await withProgress(terminal, 'Reading Harbor', async (onWaiting) => {
    onWaiting('Lift Off');
    return 'read';
  });
  expect(result).toBe('read');
  return text;
}

test('a screen sees one line that is written over and wiped', async () => {
  const wipe = '\r\x1b[K';
  expect(await written(true)).toMatch(/^Reading Harbor/);
  expect(await written(true)).toContain(`${wipe}Reading Harbor (0 s): waiting for Lift Off`);
  expect((await written(true)).endsWith(wipe)).toBe(true);
});

test('a file or pipe gets a single line', async () => {
  expect(await written(false)).toBe('Reading Harbor\n');
});
