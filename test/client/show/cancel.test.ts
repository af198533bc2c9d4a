import { expect, test } from '@jest/globals';
import { showCancel } from '../../../client/show/cancel.ts';
import { stateWith } from '../states.ts';

test('before go-live it says what is taken back, or that there is nothing', () => {
  expect(showCancel(stateWith())).toMatch(
    /^What cancelling does for .*:\n {2}Per-incident tickets allowed becomes/,
  );
  expect(showCancel(stateWith({ changed: [] }))).toContain('there is nothing to take back');
});

test('after go-live it says that a second person must agree, what goes back and what cannot', () => {
  const at = '2026-12-14T12:00:00.000Z';
  const text = showCancel(
    stateWith({
      stage: 'aftercare',
      goneLiveAt: at,
      changed: [
        { step: 'lift-off-account', phase: 'preparation' },
        { step: 'help-desk-field', phase: 'live' },
      ],
      outcomes: {
        'help-desk-field': { live: { kind: 'changed', before: 'empty', after: 'Mission Control', at } },
      },
    }),
  );
  expect(text).toContain('is live since 2026-12-14 12:00 UTC');
  expect(text).toContain('a second person must agree,\nby: onboard decide harbor-dental end-after-live');
  const [back = '', stays = ''] = text.split('What cannot be undone:');
  expect(back).toContain('Help-desk field goes back to: empty');
  expect(stays).toContain('Lift Off account stays: the portal has no way to delete an account.');
});
