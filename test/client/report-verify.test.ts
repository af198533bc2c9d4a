import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reportCommand } from '../../client/commands/report.ts';
import type { GlobalOptions } from '../../client/invocation.ts';
import { LAYOUT } from '../../client/report/data.ts';
import { parseReport } from '../../client/report/file.ts';
import { referencesOf } from '../../client/report/gather.ts';
import type { Known } from '../../client/report/head-check.ts';
import { type Verification, verifyReport } from '../../client/report/verify.ts';
import { renderReport } from '../../client/report.ts';
import { plain } from '../../client/show/paint.ts';
import { codecKeysVariable } from '../../connection/codec.ts';
import type { EvidenceReference } from '../../domain/evidence.ts';
import { appended, type EvidenceChain, headOf } from '../../domain/evidence-chain.ts';
import { planInReport } from '../../domain/evidence-seal.ts';
import { chainOf, evidence, liveState, pictureOf, story, visitEvidence } from './report-states.ts';
import { order, stateWith, vipsOpen } from './states.ts';

const state = liveState();
const chain: EvidenceChain = state.chain ?? [];
const head = headOf(chain).sha256;
const live = renderReport(state, order, evidence);
const nobodyToAsk: Known = { kind: 'nothing', why: 'No server was asked.' };
const workflow = {
  kind: 'onboarding' as const,
  chain,
  timeline: state.timeline,
  plan: state.plan && planInReport(state.plan),
  evidence: referencesOf(state),
};

function verified(html: string, known: Known = nobodyToAsk, named: string | undefined = head): Verification {
  const file = parseReport(html);
  if ('why' in file) throw new Error(file.why);
  return verifyReport(file, known, named);
}

/** All that was found wrong, in one text. */
function complaints(html: string, known?: Known, named?: string): string {
  const wrong = verified(html, known, named).checks.filter(({ verdict }) => verdict === 'wrong');
  return wrong
    .map(({ name, sentence, details }) => [`${name}: ${sentence}`, ...details].join('\n'))
    .join('\n');
}

/** The page with one text in place of another that must be there. */
function edited(html: string, from: string | RegExp, to: string): string {
  const changed = html.replace(from, to);
  if (changed === html) throw new Error(`nothing there to change: ${from}`);
  return changed;
}

const base64 = (bytes: Uint8Array = new Uint8Array()) => Buffer.from(bytes).toString('base64');
const vipBefore = base64(pictureOf('vip before'));

test('a report as it was written is right, by the head that was noted or by the workflow', () => {
  expect(verified(live)).toMatchObject({ verdict: 'right', entries: 9, head });
  expect(verified(live, workflow)).toMatchObject({ verdict: 'right' });
  expect(verified(live.replaceAll('\n', '\r\n'))).toMatchObject({ verdict: 'right' });
});

test('with nothing to hold its head against it is not fully checked', () => {
  const found = verifyReport(Object(parseReport(live)), nobodyToAsk, undefined);
  expect(found.verdict).toBe('incomplete');
  expect(found.checks).toContainEqual(expect.objectContaining({ name: 'Head', verdict: 'not-checked' }));
});

describe('tampering with what a reader sees', () => {
  test.each<[what: string, from: string | RegExp, to: string, said: string | RegExp]>([
    [
      'the customer',
      '<h1>Harbor Dental',
      '<h1>Harbour Dental',
      /Section “head”: it shows “Harbour Dental.*“Harbor Dental/,
    ],
    [
      'the approver',
      /Approved by<\/th><td>dana.ops/,
      'Approved by</th><td>max.boss',
      /“head”: it shows “Approved by max\.boss/,
    ],
    ['a value', 'nobody → Dana Whitfield<small>', 'nobody → Max Boss<small>', /“steps”: .*Max Boss/],
    ['an outcome', '✓ done by hand, not inspected', '✓ changed, verified', /“steps”: .*changed, verified/],
    [
      'a decision’s person',
      '<td>approve</td><td>dana.ops',
      '<td>approve</td><td>max.boss',
      /“decisions”: .*max\.boss/,
    ],
    ['a message’s outcome', '<td>sent</td>', '<td>not-sent</td>', /“messages”: .*not-sent/],
    [
      'a line of the timeline',
      'Started by dana.ops.</td>',
      'Started by nobody.</td>',
      /“timeline”: .*Started by nobody/,
    ],
    [
      'a row left out',
      /<tr><td>Approvers<small>R4[^\n]*\n/,
      '',
      /“steps”: it shows “Help-desk hours .*but its data say “Approvers/,
    ],
    [
      'a digest in the chain',
      new RegExp(`${head}</span></td>`),
      `${'0'.repeat(64)}</span></td>`,
      /“chain”: /,
    ],
    [
      'a section left out',
      /<section id="decisions">[\s\S]*?<\/section>\n/,
      '',
      'Section “decisions” is missing.',
    ],
    [
      'a section more',
      '<section id="verify">',
      '<section id="bonus">\n</section>\n<section id="verify">',
      'Section “bonus”: a report has no such section.',
    ],
    [
      'a section twice',
      '<section id="verify">',
      '<section id="verify">\n</section>\n<section id="verify">',
      'Section “verify” is there 2 times.',
    ],
    [
      'something laid over it',
      '<body>',
      '<body><div style="position:fixed">All is well</div>',
      /“top”: .*All is well/,
    ],
    [
      'hidden markup',
      '<section id="steps">',
      '<section id="steps" hidden>',
      'Section “steps”: markup was changed',
    ],
    ['something at its end', '</html>\n', '</html>\n<p>Valid.</p>\n', /“data”: it shows “Valid\.”/],
    ['a record', '/v1.0/Companies/7', '/v1.0/Companies/8', /“records”: .*Companies\/8/],
  ])('%s', (_what, from, to, said) => {
    const html = edited(live, from, to);
    expect(verified(html).verdict).toBe('wrong');
    expect(complaints(html)).toMatch(said);
  });
});

describe('tampering with pictures', () => {
  const forged = base64(pictureOf('forged'));
  test.each<[what: string, from: string | RegExp, to: string, said: string | RegExp]>([
    [
      'another picture',
      vipBefore,
      forged,
      /Pictures: 1 are not what was stored\.\nE1 has another digest: .*01-vip-users-before\.png/,
    ],
    [
      'a picture taken out',
      /<img src="[^"]*" alt="vip users after">/,
      '',
      /E2 was taken out: .*02-vip-users-after\.png/,
    ],
    [
      'a picture declared missing',
      '01-vip-users-before.png","state":"picture"',
      '01-vip-users-before.png","state":"missing"',
      /“pictures”|“data”/,
    ],
    [
      'a record’s text in the data',
      '\\"status\\": 200',
      '\\"status\\": 404',
      /E4 has another digest: .*requests\.json/,
    ],
  ])('%s', (_what, from, to, said) => {
    expect(complaints(edited(live, from, to))).toMatch(said);
  });
});

describe('the picture of a step that is still open', () => {
  const seen = visitEvidence('ensureLiftOffAccount-9-1', { '01-vip-users-failed.png': pictureOf('no Save') });
  const stored = new Map([...evidence, ...seen.evidence]);
  const entries = chain.slice(0, 5);
  const seenAs = (references: readonly EvidenceReference[]) => ({
    ...state,
    chain: entries,
    openItems: [{ ...vipsOpen, evidence: references }],
  });
  const parked = seenAs(seen.references);
  const running: Known = { ...workflow, chain: entries, evidence: referencesOf(parked) };
  const check = (html: string, known: Known, name: string) =>
    verified(html, known).checks.find((one) => one.name === name);
  const html = renderReport(parked, order, stored);

  test('is in the report, and right where the workflow says so', () => {
    expect(html).toContain('<p>Seen: <a href="#e4">E4</a></p>');
    expect(html).toContain('alt="vip users failed"');
    expect(check(html, running, 'Pictures')).toMatchObject({
      verdict: 'right',
      sentence: expect.stringMatching(/^4 of 4/),
    });
    expect(check(html, running, 'Other facts')).toMatchObject({ verdict: 'right' });
  });

  test('is vouched for by nobody where the workflow cannot be asked, or has dropped it', () => {
    const nobody = 'What was seen of open steps: nothing to hold it against.';
    const dropped: Known = { ...running, evidence: [] };
    for (const known of [nobodyToAsk, dropped])
      expect(check(html, known, 'Other facts')).toMatchObject({
        verdict: 'not-checked',
        details: expect.arrayContaining([nobody]),
      });
  });

  test('is missed where the store lacks it, and found out where it is another', () => {
    const without = renderReport(parked, order, evidence);
    expect(without).toContain('It was not found in the evidence store');
    expect(complaints(without, running, headOf(entries).sha256)).toBe('');
    const forged = edited(html, base64(pictureOf('no Save')), base64(pictureOf('all fine')));
    expect(complaints(forged, running)).toMatch(/E4 has another digest: .*01-vip-users-failed\.png/);
  });

  test('is found out where its digest was changed with it', () => {
    const fine = visitEvidence('ensureLiftOffAccount-9-1', { '01-vip-users-failed.png': pictureOf('fine') });
    const forged = renderReport(seenAs(fine.references), order, new Map([...evidence, ...fine.evidence]));
    expect(complaints(forged, running)).toContain('What was seen of open steps: not what was recorded.');
  });

  test('cannot stand in for a picture that the chain names', () => {
    const [key = ''] = [...evidence.keys()];
    const other = pictureOf('all fine');
    const reference = { key, sha256: createHash('sha256').update(other).digest('hex') };
    const forged = renderReport(seenAs([reference]), order, new Map([...evidence, [key, other]]));
    expect(forged).toContain('its digest is another');
    expect(forged).not.toContain(base64(other));
  });
});

describe('tampering with the chain', () => {
  /** The page as somebody would write it who changes what is embedded and makes everything visible follow. */
  const rewritten = (entries: EvidenceChain) => renderReport({ ...state, chain: entries }, order, evidence);
  const changed = chain.map((entry) =>
    entry.seq === 5 && entry.fact.kind === 'settled'
      ? { ...entry, fact: { ...entry.fact, after: 'Max Boss' } }
      : entry,
  );
  const recalculated = changed.map(({ fact }) => fact).reduce<EvidenceChain>(appended, []);

  test.each<[what: string, entries: EvidenceChain, said: string | RegExp]>([
    [
      'an entry changed',
      changed,
      /Chain: Entry 5 was changed: .*\nThere stands: VIP users, before go-live: changed.* nobody → Max Boss/,
    ],
    [
      'an entry left out',
      chain.toSpliced(3, 1),
      'In place 4 stands entry 5: entries are missing or in another order.',
    ],
    [
      'two entries exchanged',
      chain.with(1, chain[2] ?? fail()).with(2, chain[1] ?? fail()),
      'In place 2 stands entry 3',
    ],
    ['the last left out', chain.slice(0, -1), `Head that was named: No entry of this file ends in ${head}.`],
    ['all calculated anew', recalculated, `Head that was named: No entry of this file ends in ${head}.`],
  ])('%s', (_what, entries, said) => {
    expect(complaints(rewritten(entries))).toMatch(said);
  });

  test('the workflow tells which member of which entry was changed', () => {
    expect(complaints(rewritten(recalculated), workflow)).toContain(
      'Head in the workflow: Entry 5 is not the workflow’s.\nafter: here "Max Boss", there "Dana Whitfield"',
    );
  });

  test('one that goes on beyond the workflow’s is wrong, one that the workflow has gone on from is right', () => {
    const earlier: Known = { ...workflow, chain: chain.slice(0, 7) };
    expect(complaints(live, earlier)).toContain('The workflow knows no entry 8: it has 7.');
    const young = {
      ...stateWith({ timeline: state.timeline.slice(0, 1) }),
      chain: chainOf(story.slice(0, 4)),
    };
    const found = verified(renderReport(young, order), workflow, headOf(young.chain).sha256);
    expect(found.verdict).toBe('right');
    expect(found.checks[1]?.sentence).toBe(
      'The workflow’s first 4 entries are these; it has gone on with 5 more.',
    );
  });

  test('what follows the head that was named is not covered by it', () => {
    expect(verified(live, nobodyToAsk, chain[6]?.sha256)).toMatchObject({
      verdict: 'incomplete',
      checks: expect.arrayContaining([
        expect.objectContaining({ sentence: 'It is entry 7; the 2 after it are not covered by it.' }),
      ]),
    });
  });

  test('the customer’s record is enough where the workflow is gone', () => {
    const record = (sha256: string): Known => ({ kind: 'record', head: { length: chain.length, sha256 } });
    expect(verified(live, record(head)).verdict).toBe('right');
    expect(complaints(live, record('f'.repeat(64)))).toContain('The record says: 9 entries, ending in ffff');
  });
});

describe('tampering with what the chain’s seal covers', () => {
  const plan = state.plan && {
    ...state.plan,
    terms: state.plan.terms.map((term) => ({ ...term, clause: '§ 0' })),
  };
  test.each([
    ['The plan', { ...state, ...(plan && { plan }) }, order],
    ['The timeline', { ...state, timeline: state.timeline.slice(1) }, order],
    ['What was left after taking back', { ...state, leftAfterUndo: ['VIPs'] }, order],
    ['The actual go-live', { ...state, goneLiveAt: '2026-12-13T12:00:00.000Z' }, order],
    ['The end', { ...state, outcome: { kind: 'live', at: '2026-12-13T12:00:00.000Z' } as const }, order],
    ['The customer’s name', state, { ...order, customer: { ...order.customer, name: 'Max Boss Ltd' } }],
    ['Who requested it', state, { ...order, requestedBy: 'max.boss' }],
    ['The customer file', state, { ...order, fileHash: 'e'.repeat(64) }],
  ])('%s, although every table follows', (what, forged, forgedOrder) => {
    expect(complaints(renderReport(forged, forgedOrder, evidence))).toBe(
      `Other facts: Something beside the chain was changed.\n${what}: not what was recorded.`,
    );
  });

  test('before the seal only the workflow can tell', () => {
    const entries = chainOf(story);
    const html = renderReport({ ...state, chain: entries }, order, evidence);
    const named = headOf(entries).sha256;
    expect(verified(html, nobodyToAsk, named).verdict).toBe('incomplete');
    expect(verified(html, { ...workflow, chain: entries }, named).verdict).toBe('right');
    const lying = { ...workflow, chain: entries, timeline: [{ at: '', text: 'Started by max.boss.' }] };
    expect(complaints(html, lying, named)).toContain('The timeline: not what was recorded.');
  });

  test('what came after the seal is counted', () => {
    const later = { ...state, timeline: [...state.timeline, { at: state.startedAt, text: 'Handed over.' }] };
    const facts = verified(renderReport(later, order, evidence)).checks.at(-1);
    expect(facts).toMatchObject({
      verdict: 'right',
      details: [expect.stringMatching(/lines of the timeline: 1/)],
    });
  });
});

test('a report of another layout is read as far as possible', () => {
  const found = verified(edited(live, `"layout":${LAYOUT}`, '"layout":1'));
  expect(found.verdict).toBe('incomplete');
  expect(found.checks.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['Chain', 'right'],
    ['Head that was named', 'right'],
    ['Tables and pictures', 'not-checked'],
  ]);
});

test('members that this version does not know are covered, too', () => {
  const entries = chainOf(story.map((fact) => ({ ...fact, weather: 'fine' })));
  const html = renderReport({ ...state, chain: entries }, order, evidence);
  const named = headOf(entries).sha256;
  expect(complaints(html, { ...workflow, chain: entries }, named)).toBe('');
  expect(complaints(edited(html, '"weather":"fine"', '"weather":"foul"'), workflow, named)).toContain(
    'Entry 1 was changed',
  );
});

function fail(): never {
  throw new Error('the story is shorter than the test thinks');
}

describe('the command', () => {
  let folder: string;
  const written = { out: '' };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onboard-report-'));
    // Nobody listens there: as if no server were reachable.
    process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
  });
  afterAll(async () => {
    delete process.env['TEMPORAL_ADDRESS'];
    await rm(folder, { recursive: true, force: true });
  });

  /** Calls the command; a malformed key keeps it from even looking for a server, which takes seconds. */
  async function report(
    html: string,
    options: { readonly head?: string; readonly json?: true; readonly server?: 'unreachable' } = {},
  ) {
    const file = path.join(folder, 'report.html');
    await writeFile(file, html);
    written.out = '';
    const environment = options.server === 'unreachable' ? {} : { [codecKeysVariable]: 'no key' };
    const global: GlobalOptions = {
      profile: 'onboarding.yaml',
      taskQueue: 'onboarding',
      ...(options.json && { json: true }),
    };
    const terminal = {
      out: (text: string) => {
        written.out += text;
      },
      err: () => undefined,
      colour: false,
      screen: false,
      live: false,
      ask: undefined,
      environment,
      osUser: 'dana',
      host: 'desk',
    };
    const verify = { verify: file, ...(options.head !== undefined && { head: options.head }) };
    const exitCode = await reportCommand({ terminal, options: global, paint: plain }, undefined, verify);
    return { exitCode, out: written.out, file };
  }

  test('says right by the head that was noted, although no server is reachable', async () => {
    const { exitCode, out, file } = await report(live, { head: head.toUpperCase(), server: 'unreachable' });
    expect(exitCode).toBe(0);
    expect(out).toContain(`Right: ${file}\n9 entries, head ${head}\n`);
    expect(out).toContain('✓ right     Chain: All 9 entries fit each other.');
    expect(out).toContain('✓ right     Pictures: 4 of 4 pictures and records are in the file');
  });

  test('without a head it says what it could not check', async () => {
    const { exitCode, out } = await report(live);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^Not fully checked: /);
    expect(out).toContain('? unchecked Head: The workflow could not be asked. ');
  });

  test('names what was changed', async () => {
    const { exitCode, out } = await report(edited(live, '<h1>Harbor', '<h1>Harbour'), { head });
    expect(exitCode).toBe(2);
    expect(out).toMatch(/^WRONG: .*\n[\s\S]*✗ WRONG {5}Tables: .*\n {4}Section “head”: it shows “Harbour/);
  });

  test('answers programs in JSON', async () => {
    const { out } = await report(live, { head, json: true });
    expect(JSON.parse(out)).toMatchObject({ verdict: 'right', entries: 9, head, checks: expect.any(Array) });
  });

  test.each([
    ['a file that is no report', '<p>Hello</p>', /cannot be verified\. It holds no data/],
    [
      'a report without sense',
      live.replace(/id="report-data">[^<]*/, 'id="report-data">{'),
      /data cannot be read any more/,
    ],
  ])('%s is refused', async (_what, html, words) => {
    await expect(report(html, { head })).rejects.toThrow(words);
  });

  test('a head that is none is refused', async () => {
    await expect(report(live, { head: 'abc' })).rejects.toThrow('64 hexadecimal digits');
  });
});

test('data of another shape under our layout are wrong', () => {
  const html = edited(live, '"stage":"live"', '"stage":7');
  expect(complaints(html)).toMatch(/Tables and pictures: Its data are not those of a report\.[\s\S]*stage/);
});
