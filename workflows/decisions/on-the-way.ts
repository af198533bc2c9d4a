import type { Decision } from '../../domain/decisions.ts';
import { showGoLive } from '../../domain/go-live.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { DriftItem, OnboardingState } from '../onboarding/state.ts';
import { askBack, option, ruleFor } from './options.ts';

const quiet = { facts: [], accepts: [], byHand: '', urgent: false } as const;

/** R1 · Is the customer live already? Then nothing is written until a person says what to do. */
export function alreadyLiveDecision(state: OnboardingState): Decision[] {
  if (state.stage !== 'already-live') return [];
  return [
    {
      ...quiet,
      id: 'already-live',
      question: 'alreadyLive',
      revision: state.stageSince,
      title: 'Live already?',
      ask: 'The customer looks live already (R1). What shall be done with it? Nothing is written until then.',
      facts: state.signsOfLife.map((value) => ({ label: 'Sign', value })),
      options: [
        option('audit-only', 'Only look', 'It ends here; audits work, nothing is written.'),
        option('onboard-anew', 'Onboard anew', 'Per-incident is turned off until the go-live.', {
          weighty: true,
        }),
        option('stop', 'Stop', 'It ends here; nothing is written.'),
        askBack,
      ],
      rule: ruleFor(state, 'alreadyLive'),
      since: state.stageSince,
      remarks: state.remarks['already-live'] ?? [],
    },
  ];
}

/** The instant has come and not all is settled, it is late, or somebody holds it: now, another date, or not at all. */
export function lateGoLiveDecision(state: OnboardingState): Decision[] {
  if (state.stage !== 'go-live-blocked') return [];
  const { plan, hold, openItems } = state;
  const open = openItems.filter(({ step }) => !catalogue[step].optional);
  return [
    {
      ...quiet,
      id: 'late-go-live',
      question: 'lateGoLive',
      revision: state.stageSince,
      title: 'Not live, the go-live instant has come',
      ask: 'Go live now, move the date, or cancel? Nothing is switched over until then.',
      facts: [
        ...(plan === undefined ? [] : [{ label: 'Planned for', value: showGoLive(plan.goLive) }]),
        ...(hold === undefined
          ? []
          : [{ label: 'On hold', value: `since ${hold.at} by ${hold.by}: ${hold.reason}` }]),
        ...open.map(({ title, problem }) => ({ label: title, value: problem.message })),
      ],
      options: [
        option('go-now', 'Go live now', 'R20, then R21, as soon as all is settled and nobody holds it.', {
          weighty: true,
        }),
        askBack,
      ],
      rule: ruleFor(state, 'lateGoLive'),
      since: state.stageSince,
      urgent: true,
      remarks: state.remarks['late-go-live'] ?? [],
    },
  ];
}

/** R16 · The go-live moved and access for Mission Control is open already. */
export function accessAfterMoveDecision(state: OnboardingState): Decision[] {
  const { accessAskedAt, plan } = state;
  if (accessAskedAt === undefined) return [];
  return [
    {
      ...quiet,
      id: 'access-after-move',
      question: 'accessAfterMove',
      revision: accessAskedAt,
      title: 'Access that is open too early (R16)',
      ask: 'The go-live moved, and access for Mission Control is open already. Withdraw it until nearer the date?',
      facts: plan === undefined ? [] : [{ label: 'Opens again', value: plan.policy.accessOpensAt }],
      options: [
        option(
          'withdraw',
          'Withdraw',
          'Access is taken back now and opened again some days before the go-live.',
        ),
        option('keep', 'Keep it open', 'Access stays as it is.'),
        askBack,
      ],
      rule: ruleFor(state, 'accessAfterMove'),
      since: accessAskedAt,
      remarks: state.remarks['access-after-move'] ?? [],
    },
  ];
}

/** A live customer whose setting is no longer as agreed. */
export function driftDecisions(state: OnboardingState): Decision[] {
  return state.drift.map((item) => driftDecision(state, item));
}

function driftDecision(state: OnboardingState, { step, title, agreed, found, since }: DriftItem): Decision {
  const id = `drift-${step}`;
  return {
    ...quiet,
    id,
    question: 'drift',
    step,
    revision: since,
    title: `No longer as agreed: ${title}`,
    ask: 'Somebody has changed this since the go-live. Is that right?',
    facts: [
      { label: 'Agreed', value: agreed },
      { label: 'Found', value: found },
    ],
    options: [
      option('accept', 'Accept', 'It counts as agreed from now on.', { needsReason: true }),
      option('repair', 'Repair', 'It is set as agreed again, then looked at.', { weighty: true }),
      option('ignore', 'Ignore', 'Nothing is done; the next look asks again if it is still so.'),
      askBack,
    ],
    rule: ruleFor(state, 'drift'),
    since,
    remarks: state.remarks[id] ?? [],
  };
}

/** Somebody asks to take a live customer off the help desk again; somebody else agrees. */
export function endAfterLiveDecision(state: OnboardingState): Decision[] {
  const { endAsked, chosenToEnd } = state;
  if (endAsked === undefined || chosenToEnd) return [];
  return [
    {
      ...quiet,
      id: 'end-after-live',
      question: 'endAfterLive',
      revision: endAsked.at,
      title: 'End a customer that is live',
      ask: 'Shall the customer be taken off the help desk again? What was set is taken back as far as that goes.',
      facts: [
        { label: 'Asked by', value: `${endAsked.by}: ${endAsked.reason}` },
        ...state.changed.flatMap(({ step }) => cannotBeUndone(step)),
      ],
      options: [
        option(
          'end',
          'End it',
          'Tickets are closed first (R21), then the field (R20) and the rest go back.',
          {
            weighty: true,
          },
        ),
        option('go-on', 'Leave it live', 'Nothing is done.', { needsReason: true }),
        askBack,
      ],
      rule: ruleFor(state, 'endAfterLive'),
      since: endAsked.at,
      remarks: state.remarks['end-after-live'] ?? [],
    },
  ];
}

function cannotBeUndone(step: DriftItem['step']) {
  const { undo, title } = catalogue[step];
  if (undo.kind !== 'none') return [];
  return [{ label: 'Cannot be undone', value: `${title}: ${undo.why}. ${undo.followUp}` }];
}
