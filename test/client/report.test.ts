import { expect, test } from '@jest/globals';
import { renderReport } from '../../client/report.ts';
import { dana, order, stateWith, vipsOpen } from './states.ts';

const at = '2026-11-22T11:00:00.000Z';

test('holds contract, steps with before and after, decisions, messages and timeline', () => {
  const html = renderReport(
    stateWith({
      answers: [
        { decision: 'contract-terms', choice: 'approve', by: dana, provenBy: 'claimed: dana@desk', at },
      ],
      messages: [{ key: 'k2', via: 'email', outcome: 'unknown', detail: 'look for it yourself' }],
      openItems: [vipsOpen],
    }),
    order,
  );
  expect(html).toContain('<td>Help-desk hours</td><td>Mon–Fri 07:30–20:30, America/New_York');
  expect(html).toContain('<td>§ 4.2</td>');
  expect(html).toContain('<td>on</td><td>on → off, verified (2026-11-22 09:00 UTC)</td>');
  expect(html).toContain('<td>approve</td><td>dana.ops (claimed: dana@desk)</td>');
  expect(html).toContain('look for it yourself');
  expect(html).toContain('Started by dana.ops.');
  expect(html).toContain('VIP users, since 2026-11-22 10:00 UTC');
});

test('stands alone: nothing is fetched and nothing runs', () => {
  const html = renderReport(stateWith(), order);
  expect(html).not.toMatch(/<script|src=|href=|@import|url\(/);
  expect(html).toContain('@media print');
});

test('texts of others never become markup', () => {
  const timeline = [{ at, text: '<img src=x onerror="alert(1)"> & more' }];
  const html = renderReport(stateWith({ timeline }), order);
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more');
  expect(html).not.toContain('<img');
});

test('leaves out what there is nothing to say about', () => {
  const html = renderReport(stateWith({ answers: [], messages: [] }), order);
  expect(html).not.toContain('<h2>Decisions');
  expect(html).not.toContain('<h2>Messages');
});

test('the same state gives the same page', () => {
  expect(renderReport(stateWith(), order)).toBe(renderReport(stateWith(), order));
});
