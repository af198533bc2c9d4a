import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ClosingNote, writeClosingNote } from '../../../activities/autotask/closing-note.ts';
import type { Row } from '../../../simulators/autotask/entities/types.ts';
import { buildPicklists } from '../../../simulators/autotask/picklists.ts';
import { buildResources, TECHNICIAN } from '../../../simulators/autotask/seed-people.ts';
import { startAutotaskSimulator } from '../../../simulators/autotask/server.ts';
import type { AutotaskState } from '../../../simulators/autotask/state.ts';
import type { Simulator } from '../../../simulators/kit/types.ts';
import { clientOf, companyId, problemOf, tenant } from './tenant.ts';

const sam = 'sam.okafor@example-msp.example.com';
const settings = { actionType: 'General', resourceEmail: sam };
const sha256 = '0123456789abcdef'.repeat(4);
const note: ClosingNote = {
  companyId: companyId(174),
  customerName: 'Harbor Dental',
  liveSince: '2030-01-07T08:00:00-05:00',
  head: { length: 42, sha256 },
  runId: 'run-1',
  at: '2030-01-08T09:30:15Z',
};
const name = 'Help desk go-live · evidence 0123456789ab';
const notesPath = 'Companies/174/Notes';

let simulator: Simulator<AutotaskState>;
beforeEach(async () => {
  const seed = tenant();
  seed.rows.Resources = buildResources();
  seed.picklists = buildPicklists();
  simulator = await startAutotaskSimulator({ seed });
});
afterEach(() => simulator.stop());

const write = (over: Partial<typeof settings> = {}) =>
  writeClosingNote(clientOf(simulator), { ...settings, ...over }, note);
const created = () => simulator.auditLog.filter(({ actor }) => actor !== 'admin');
const posts = () => simulator.journalLog.filter(({ path }) => path.endsWith(notesPath)).length;

function resources(change: (rows: Row[]) => void): void {
  simulator.edit('admin', ({ rows }) => change(rows.Resources));
}

function addNote(company: number, text: string): void {
  simulator.edit('admin', ({ rows }) => {
    rows.CompanyNotes.push({ id: 77, fields: { companyID: company, name, note: text }, udf: {} });
  });
}

describe('the closing note', () => {
  test('says since when the customer is live and how the evidence ends, in the person’s name', async () => {
    const { noteId } = await write();
    expect(created()).toMatchObject([
      {
        entity: 'companyNote',
        id: String(noteId),
        after: {
          companyID: 174,
          name,
          actionType: 3,
          assignedResourceID: TECHNICIAN,
          startDateTime: '2030-01-08T09:30:15.000Z',
          endDateTime: '2030-01-08T09:30:15.000Z',
        },
      },
    ]);
    const text = String(simulator.state().rows.CompanyNotes[0]?.fields['note']);
    for (const part of ['Harbor Dental', '2030-01-07 13:00:00 UTC', sha256, 'Entries: 42', 'run-1'])
      expect(text).toContain(part);
    expect(`${name} ${text}`).not.toMatch(/mission control/i);
  });

  test('is written once, however often it is asked for', async () => {
    const first = await write();
    expect(await write()).toEqual(first);
    expect(created()).toHaveLength(1);
  });

  test('is not mistaken for another company’s', async () => {
    addNote(183, sha256);
    expect(await write()).not.toEqual({ noteId: 77 });
    expect(created()).toHaveLength(1);
  });

  test('finds its person whatever the capitals', async () => {
    await write({ resourceEmail: sam.toUpperCase() });
    expect(created()).toMatchObject([{ after: { assignedResourceID: TECHNICIAN } }]);
  });
});

describe('when it goes wrong on the way', () => {
  test.each(['commit-then-drop', 'truncate', 'drop-before-commit', 'hang', 'html-200'])(
    'an answer lost (%s) is told as such; the next attempt leaves one note',
    async (kind) => {
      simulator.faults.add({ kind, method: 'POST', path: notesPath, times: 1 });
      expect((await problemOf(write())).code).toBe('outcome-lost');
      const [stored] = simulator.state().rows.CompanyNotes;
      const { noteId } = await write();
      if (stored) expect(noteId).toBe(stored.id);
      expect(created()).toMatchObject([{ id: String(noteId) }]);
    },
  );

  test.each(['CompanyNotes/query', 'entityInformation/fields', 'Resources/query', notesPath])(
    'a 500 of %s passes; the next attempt leaves one note',
    async (path) => {
      simulator.faults.add({ kind: '500-transient', path, times: 1 });
      expect((await problemOf(write())).code).toBe('unavailable');
      expect(created()).toEqual([]);
      await write();
      expect(created()).toHaveLength(1);
    },
  );
});

describe('what a person must mend, before anything is written', () => {
  test.each([
    ['an unknown kind of note', { actionType: 'Farewell' }, () => {}, 'not-found', 'Farewell'],
    ['nobody of that address', { resourceEmail: 'x@example.com' }, () => {}, 'not-found', 'x@example.com'],
    [
      'a person who has left',
      {},
      (rows: Row[]) => {
        for (const row of rows) row.fields['isActive'] = false;
      },
      'not-found',
      sam,
    ],
    [
      'two persons of one address',
      {},
      (rows: Row[]) => {
        for (const row of rows.slice(1)) row.fields['email'] = sam;
      },
      'ambiguous',
      String(TECHNICIAN),
    ],
  ])('%s', async (_case, over, change, code, part) => {
    resources(change);
    const problem = await problemOf(write(over));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(part);
    expect(posts()).toBe(0);
  });

  test('a kind of note that is no longer in use', async () => {
    simulator.edit('admin', ({ picklists }) => {
      picklists['CompanyNotes.actionType'] = [{ value: 3, label: 'General', isActive: false }];
    });
    expect((await problemOf(write())).code).toBe('input-rejected');
    expect(posts()).toBe(0);
  });

  test('a note of that name without the head', async () => {
    addNote(174, 'rewritten');
    expect(await problemOf(write())).toMatchObject({
      code: 'not-verified',
      message: expect.stringContaining('77'),
    });
    expect(posts()).toBe(0);
  });
});

test('a note that was taken but does not show is not called written', async () => {
  simulator.faults.add({ kind: 'stale-read', path: notesPath, times: 1 });
  expect((await problemOf(write())).code).toBe('not-verified');
});
