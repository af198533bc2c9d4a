import { describe, expect, test } from '@jest/globals';
import { LAYOUT, reportDataSchema } from '../../client/report/data.ts';
import { reportPage } from '../../client/report/page.ts';
import { evidenceOf, renderReport } from '../../client/report.ts';
import { sha256Of } from '../../domain/evidence-digest.ts';
import { settlementOf } from '../../domain/evidence-facts.ts';
import { chainOf, evidence, liveState, pictureOf, story, visitEvidence } from './report-states.ts';
import { dana, order, stateWith, vipsOpen } from './states.ts';

const at = '2026-11-22T11:00:00.000Z';
const live = renderReport(liveState(), order, evidence);

/** What a reader sees of a page, in one line. */
function visible(html: string): string {
  const body = html.slice(html.indexOf('<body>'), html.indexOf('<section id="data"'));
  return body
    .replace(/data:[^"]*/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('the head says who, when it was meant to be, when it was, how it ended and who agreed', () => {
  const text = visible(live);
  expect(text).toContain('Harbor Dental Group (example) Live since 2026-12-14 12:00 UTC');
  expect(text).toContain('harbor-dental · per-incident');
  expect(text).toMatch(/intended 2026-12-14 07:00 America\/New_York .* = 2026-12-14 12:00 UTC/);
  expect(text).toContain('actual 2026-12-14 12:00:02 UTC, as intended');
  expect(text).toContain('Approved by dana.ops (claimed: dana@desk), 2026-11-23 14:12 UTC, plan abc');
});

test('each step says its rules, system, outcome, values, who, when and what proves it', () => {
  const text = visible(live);
  expect(text).toContain(
    'VIP users R3, R5 · Lift Off ✓ changed, verified nobody → Dana Whitfield read back onboard 2026-11-23 14:13 UTC entry 5 , E1 , E2',
  );
  expect(text).toContain(
    '✓ done by hand, not inspected nobody → Dana Whitfield nobody could look dana.ops (claimed: dana@desk)',
  );
  expect(text).toContain('– waived Agreed by phone');
});

test('shows the difference per system, messages, pictures, records and the chain', () => {
  const text = visible(live);
  expect(text).toContain('Autotask Setting Found first Wanted Now Help-desk field at go-live empty');
  expect(text).toContain('email approval-wanted sent &lt;m1@example.com&gt;');
  expect(live.match(/<img src="data:image\/png;base64,/g)).toHaveLength(3);
  expect(text).toContain('/v1.0/Companies/7');
  expect(text).toContain('Sealed: live; the plan and 3 lines of the timeline');
  expect(text).toContain('onboard report --verify FILE');
});

test('a file that an entry names twice is linked to once', () => {
  const [reference] = story.flatMap((fact) => (fact.kind === 'settled' ? fact.evidence : []));
  const twice = settlementOf(
    'vip-users',
    'preparation',
    { kind: 'changed', before: 'nobody', after: 'Luis Ortega', at },
    { evidence: reference === undefined ? [] : [reference, reference] },
  );
  const text = visible(renderReport({ ...liveState(), chain: chainOf([twice]) }, order, evidence));
  expect(text).toMatch(/nobody → Luis Ortega; by onboard E1 [0-9a-f]{64}/);
});

test('a state without a chain is told from its outcomes, and holds nothing that could be verified', () => {
  const html = renderReport(
    stateWith({
      answers: [
        {
          decision: 'contract-terms',
          id: 'contract-terms',
          round: 1,
          choice: 'approve',
          by: dana,
          provenBy: 'claimed: dana@desk',
          at,
        },
      ],
      messages: [{ key: 'h/1-live', via: 'email', outcome: 'unknown', detail: 'look for it yourself' }],
      openItems: [vipsOpen],
    }),
    order,
  );
  expect(html).toContain('<td>contract-terms</td><td>approve</td><td>dana.ops (claimed: dana@desk)</td>');
  const text = visible(html);
  expect(text).toContain('Help-desk hours Mon–Fri 07:30–20:30, America/New_York, holidays closed § 4.2');
  expect(text).toContain('✓ changed, verified on → off');
  expect(text).toContain('! needs a person');
  expect(text).toContain('look for it yourself');
  expect(text).toContain('VIP users, before go-live, since 2026-11-22 10:00 UTC');
  expect(text).toContain('This report holds no evidence chain: nothing in it can be verified.');
});

test('an open item counts more than what was settled before it', () => {
  const open = { ...vipsOpen, attention: false };
  const html = renderReport(
    { ...stateWith({ openItems: [open] }), chain: chainOf(story.slice(0, 5)) },
    order,
  );
  expect(visible(html)).toContain('VIP users R3, R5 · Lift Off … not there yet');
});

test('what the chain does not cover is marked beside what it covers', () => {
  const state = liveState();
  const later = renderReport(
    {
      ...state,
      messages: [...state.messages, { key: 'h/2-live', via: 'slack', outcome: 'sent', detail: '17.1' }],
      timeline: [...state.timeline, { at, text: 'Handed over.' }],
    },
    order,
    evidence,
  );
  expect(visible(later)).toContain('17.1 not in the evidence chain');
  expect(visible(later)).toContain('Handed over. after the seal');
  expect(visible(live)).not.toMatch(/not in the evidence chain|after the seal/);
});

test('evidence that is not there, that is altered or that is there twice is named, not shown', async () => {
  const files = {
    '1.png': pictureOf('a'),
    '2.png': pictureOf('b'),
    '3.png': pictureOf('c'),
    '4.png': pictureOf('a'),
  };
  const { references, evidence: stored } = visitEvidence('ensureVipUsers-1-1', files);
  const done = { kind: 'unchanged', after: 'nobody', at } as const;
  const state = {
    ...stateWith(),
    chain: chainOf([settlementOf('vip-users', 'preparation', done, { evidence: references })]),
  };
  const altered = new Map(stored);
  altered.set(references[1]?.key ?? '', pictureOf('forged'));
  altered.delete(references[2]?.key ?? '');
  const found = await evidenceOf(state, async (key) => altered.get(key));
  const html = renderReport(state, order, found);
  expect(html.match(/<img /g)).toHaveLength(1);
  const text = visible(html);
  expect(text).toMatch(/E2 .*its digest is another\. It is not shown/);
  expect(text).toMatch(/E3 .*not found in the evidence store/);
  expect(text).toMatch(/E4 .*The same as E1/);
});

describe('a page of its own', () => {
  test('fetches nothing, runs nothing and leads nowhere else', () => {
    expect(live.match(/<script[^>]*>/g)).toEqual(['<script type="application/json" id="report-data">']);
    expect(live).not.toMatch(/\bsrc="(?!data:image\/png;base64,)/);
    expect(live).not.toMatch(/\bhref="(?!#)|@import|url\(|<link|<iframe|\son[a-z]+=/);
    expect(live).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(live).toContain('@media print');
  });

  test('every link leads to a place in it', () => {
    const targets = [...live.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    const ids = [...live.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(targets));
  });

  test('is no larger than its pictures make it', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `${index}-vip-users.png`,
        pictureOf(`picture ${index}`, 120_000),
      ]),
    );
    const { references, evidence: stored } = visitEvidence('ensureVipUsers-1-1', files);
    const fact = settlementOf(
      'vip-users',
      'preparation',
      { kind: 'unchanged', after: 'x', at },
      { evidence: references },
    );
    const html = renderReport({ ...stateWith(), chain: chainOf([fact]) }, order, stored);
    expect(html.match(/<img /g)).toHaveLength(30);
    expect(html.length).toBeLessThan(30 * 120_000 * 1.34 + 100_000);
  });

  test('leaves out what there is nothing to say about', () => {
    const html = renderReport(stateWith({ answers: [], messages: [] }), order);
    expect(html).not.toMatch(/<h2>(Decisions|Messages|Open|Pictures|Evidence chain)/);
  });

  test('the same state gives the same page', () => {
    expect(renderReport(liveState(), order, evidence)).toBe(live);
  });
});

test('whoever changes the page raises its layout: pages of the old one cannot be held against it', () => {
  const said = { step: 'a', phase: 'live', title: 'A', rules: ['R1'], record: 'r', system: 'S' };
  const settled = { kind: 'settled', ...said, evidence: [], actor: { kind: 'machine' }, at };
  const actor = { kind: 'person', by: 'p', provenBy: 'claimed' };
  const endings = [
    { outcome: 'changed', before: 'x', after: 'y', readBack: 'z' },
    { outcome: 'unchanged', before: 'y', after: 'y', readBack: 'y' },
    { outcome: 'confirmed-by-hand', after: 'y', actor },
    { outcome: 'waived', reason: 'why', actor },
    { outcome: 'taken-back', after: 'x', readBack: 'x' },
    { outcome: 'left', reason: 'why' },
    { outcome: 'reopened', reason: 'why' },
  ];
  const files = ['1.png', '2.png', '3.png', '4.json'].map((name) => `w/a-1-1/${name}`);
  const references = files.map((key) => ({ key, sha256: 'a'.repeat(64), size: 7 }));
  const opened = { customerId: 'c', customerName: 'C', serviceModel: 'm', workflowId: 'w', runId: 'r' };
  const ended = { kind: 'live', at };
  const digest = 'd'.repeat(64);
  const facts = [
    { kind: 'opened', ...opened, fileHash: 'f', requestedBy: 'p', at },
    ...endings.map((ending, index) => ({ ...settled, step: `s${index}`, ...ending })),
    { ...settled, outcome: 'changed', evidence: references },
    { kind: 'decided', decision: 'contract-terms', choice: 'approve', actor, planHash: 'h', at },
    { kind: 'message', via: 'email', key: 'c/1-live', outcome: 'sent', detail: 'm', at },
    { kind: 'sealed', ended, lines: 1, parts: { plan: digest, timeline: digest, left: digest }, at },
  ];
  const line = { ...said, step: 'b', before: 'x', after: 'y', verdict: 'change', instruction: 'i' };
  const local = { localDate: '2026-12-14', localTime: '07:00', zone: 'UTC', offset: '+00:00' };
  const data = reportDataSchema.parse({
    layout: LAYOUT,
    customer: { id: 'c', name: 'C', model: 'm' },
    ...{
      requestedBy: 'p',
      startedAt: at,
      fileHash: 'f',
      stage: 'live',
      stageSince: at,
      ended,
      goneLiveAt: at,
    },
    plan: {
      ...{ hash: 'h', contractLink: 'l', terms: [{ term: 't', value: 'v', clause: 'c' }], remarks: ['r'] },
      goLive: { ...local, instant: at, tzVersion: '2026c', flags: [] },
      lines: [line, { ...line, step: 's', phase: 'preparation' }],
      ...{ answering: ['a'], questions: [{ id: 'q', text: 'Q' }] },
    },
    openItems: [{ ...line, since: at, attention: true, message: 'm', remedy: 'r', evidence: references }],
    left: ['l'],
    timeline: [
      { at, text: 't' },
      { at, text: 'u' },
    ],
    unchained: {
      settled: [],
      decided: [],
      messages: [{ kind: 'message', via: 'slack', key: 'k', outcome: 'sent', detail: 'd' }],
    },
    chain: facts.map((fact, index) => ({ seq: index + 1, fact, sha256: digest })),
    files: [
      { key: files[0], state: 'picture' },
      { key: files[1], state: 'missing' },
      { key: files[2], state: 'same', same: 1 },
      { key: files[3], state: 'text', text: '{}' },
    ],
  });
  const page = reportPage(data, new Map([[files[0] ?? '', 'data:image/png;base64,AAAA']]));
  expect([LAYOUT, sha256Of(page)]).toEqual([
    3,
    '4b28ff11a0d7ce4527957bc9fe67b995f209dfd523a876725f59297c020df06d',
  ]);
});

describe('texts of others never become markup', () => {
  const hostile = '</script><script>alert(1)</script><img src=x onerror="alert(2)">\u2028<!-- \'&amp;';

  test('whoever wrote them and wherever they stand', () => {
    const customer = { ...order.customer, name: hostile, id: order.customer.id };
    const facts = story.map((fact) => {
      if (fact.kind === 'settled') return { ...fact, title: hostile, after: hostile, reason: hostile };
      if (fact.kind === 'message') return { ...fact, detail: hostile, key: hostile };
      if (fact.kind === 'decided')
        return { ...fact, reason: hostile, actor: { ...fact.actor, provenBy: hostile } };
      return fact.kind === 'opened' ? { ...fact, customerName: hostile } : fact;
    });
    const state = {
      ...stateWith({
        timeline: [{ at, text: hostile }],
        openItems: [{ ...vipsOpen, instruction: hostile, title: hostile }],
        leftAfterUndo: [hostile],
      }),
      chain: chainOf(facts),
    };
    const html = renderReport(state, { ...order, customer, requestedBy: hostile }, evidence);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<\/script/g)).toHaveLength(1);
    expect(html.match(/<img /g)).toHaveLength(3);
    expect(html.includes('<!--')).toBe(false);
    const json = /id="report-data">([^<]*)<\/script>/.exec(html)?.[1] ?? '';
    expect(json.includes('\u2028')).toBe(false);
    const embedded = JSON.parse(json);
    expect(embedded.customer.name).toBe(hostile);
  });
});
