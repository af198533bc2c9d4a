import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { diffRecord } from '../../../simulators/kit/audit.ts';
import { createClock } from '../../../simulators/kit/clock.ts';
import { createCore } from '../../../simulators/kit/core.ts';
import { createFaultBox } from '../../../simulators/kit/faults.ts';
import { html, htmlPage } from '../../../simulators/kit/html.ts';
import { createFileRecorder } from '../../../simulators/kit/recorder.ts';

test('the clock moves forward only', () => {
  const clock = createClock();
  const later = new Date(Date.now() + 86_400_000);
  clock.advanceTo(later);
  clock.advanceTo(new Date(Date.now() + 1000));
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(later.getTime());
});

describe('the fault box', () => {
  const request = { method: 'GET', path: '/Things' };
  test('strikes in the order of adding, as often as told', () => {
    const box = createFaultBox();
    box.add({ kind: 'b', times: 1, options: { first: true } });
    box.add({ kind: 'a', times: 2 });
    const struck = [1, 2, 3, 4].map(() => box.strike(request, 'a', 'b')?.kind);
    expect(struck).toEqual(['b', 'a', 'a', undefined]);
  });
  test('without `times` it strikes until cleared', () => {
    const box = createFaultBox();
    box.add({ kind: 'a' });
    for (let at = 0; at < 5; at += 1) expect(box.strike(request, 'a')).toBeDefined();
    box.clear();
    expect(box.strike(request, 'a')).toBeUndefined();
  });
  test('a fault of another kind, method or path is left alone', () => {
    const box = createFaultBox();
    box.add({ kind: 'a', method: 'POST', times: 1 });
    box.add({ kind: 'a', path: '/other', times: 1 });
    expect(box.strike(request, 'a', 'b')).toBeUndefined();
    expect(box.list()).toHaveLength(2);
  });
});

test('the file recorder has written each entry when the call returns', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recorder-'));
  try {
    const recorder = createFileRecorder(join(folder, 'run'));
    const core = createCore({
      system: 'counter',
      options: { recorder },
      seed: () => ({ count: 1 }),
      records: (state) => [{ entity: 'counter', id: '1', fields: { count: state.count } }],
    });
    core.clock.advanceTo(new Date('2099-01-01T00:00:00Z'));
    core.edit('Grace', (state) => {
      state.count = 2;
    });
    core.journal({ method: 'GET', path: '/', query: {}, headers: {}, status: 200 });
    const read = (file: string) => JSON.parse(readFileSync(join(folder, 'run', file), 'utf8'));
    expect(read('audit.jsonl')).toMatchObject({ actor: 'Grace', field: 'count', before: 1, after: 2 });
    expect(read('audit.jsonl').virtualAt.slice(0, 4)).toBe('2099');
    expect(read('audit.jsonl').at.slice(0, 4)).not.toBe('2099');
    expect(read('journal.jsonl')).toMatchObject({ system: 'counter', status: 200 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a reset goes back to a seed, and later changes do not reach into that seed', () => {
  const seed = { names: ['a'] };
  const core = createCore({
    system: 's',
    options: { seed },
    seed: () => ({ names: ['built in'] }),
    records: () => [],
  });
  core.edit('x', (state) => {
    state.names.push('b');
  });
  expect(seed.names).toEqual(['a']);
  core.faults.add({ kind: 'hang' });
  core.reset();
  expect([core.state().names, core.faults.list(), core.auditLog]).toEqual([['built in'], [], []]);
});

test('differences of a record: one per field, one for a record that came or went', () => {
  const record = (fields: Record<string, string | null>) => ({ entity: 'e', id: '1', fields });
  const fields = (before?: Record<string, string | null>, after?: Record<string, string | null>) =>
    diffRecord(before && record(before), after && record(after)).map((change) => change.field);
  expect(fields({ a: '1', b: '2', c: null }, { a: '1', b: '3', d: '4' })).toEqual(['b', 'd']);
  expect(fields(undefined, { a: '1', b: '2' })).toEqual(['created']);
  expect(fields({ a: '1', b: '2' })).toEqual(['deleted']);
  expect(fields()).toEqual([]);
});

test('templates escape text and attributes, not nested templates', () => {
  const name = `O'Neil & <b title="x">`;
  expect(html`<p>${name}${[html`<i>${1}</i>`, null, false]}</p>`.text).toBe(
    '<p>O&#39;Neil &amp; &lt;b title=&quot;x&quot;&gt;<i>1</i></p>',
  );
  expect(htmlPage('<T>', html`<h1>x</h1>`)).toContain('<title>&lt;T&gt;</title>');
});
