import { CancellationScope } from '@temporalio/workflow';
import type { MessageSubject } from '../../activities/types.ts';
import { problem } from '../../domain/problems.ts';
import { catalogue } from '../../domain/steps/catalogue.ts';
import type { StepId } from '../../domain/steps/step.ts';
import { ask, type Trouble } from './open-items.ts';
import type { Run } from './run.ts';
import { lineOf } from './standing.ts';
import type { NoteToMissionControl } from './state.ts';
import { composed, deliverOne } from './tell.ts';

/**
 * R9, R11 · Writes to Mission Control, then waits for a named person's word that they have it, or did it. It is sent by
 * the machine once: what may have gone out is never sent again unless a person says so.
 */
export async function tellMissionControl(run: Run, step: StepId): Promise<void> {
  for (;;) {
    const note = run.state.notes[step] ?? (await writeOnce(run, step));
    const answer = await ask(run, step, 'preparation', wordWanted(run, step, note));
    const { by, provenBy } = answer;
    const at = run.now();
    if (answer.choice === 'done-by-hand') {
      const after = lineOf(run.state, step, 'preparation')?.after ?? '';
      return run.record(
        step,
        'preparation',
        { kind: 'confirmed-by-hand', after, by, at, inspected: false },
        provenBy,
      );
    }
    if (answer.choice === 'waive') {
      const { reason = '' } = answer;
      return run.record(step, 'preparation', { kind: 'waived', by, reason, at }, provenBy);
    }
    run.note(`${by} says to write again: ${catalogue[step].title}.`);
    const { [step]: _again, ...others } = run.state.notes;
    run.state.notes = others;
  }
}

/** No cancel cuts a message in two. */
async function writeOnce(run: Run, step: StepId): Promise<NoteToMissionControl> {
  return await CancellationScope.nonCancellable(async () => {
    const note = { ...(await write(run, step)), at: run.now() };
    run.state.notes = { ...run.state.notes, [step]: note };
    return note;
  });
}

async function write(run: Run, step: StepId): Promise<Omit<NoteToMissionControl, 'at'>> {
  const subject = subjectOf(run, step);
  const [message] = await composed(run, subject, run.nextMessageKey(subject.kind));
  if (message === undefined) return { outcome: 'not-sent', detail: 'it could not be written' };
  if (message.via !== 'draft') return await deliverOne(run, subject, message);
  const detail = `To: ${message.to}\nSubject: ${message.subject}\n\n${message.text}`;
  return { outcome: 'draft', detail };
}

function subjectOf(run: Run, step: StepId): MessageSubject {
  const revision = run.state.noteRevisions[step] ?? 1;
  if (step !== 'location-request') return { kind: 'hours-note', revision };
  const locations =
    run.state.plan?.facts.activeLocations ?? run.order.customer.locations.map(({ name }) => name);
  return { kind: 'location-request', locations, revision };
}

const outcomes: { readonly [Outcome in NoteToMissionControl['outcome']]: string } = {
  sent: 'it was sent and waits for their answer',
  draft: 'it is ready for you to send; the text stands in the instruction',
  'not-sent': 'it could not be sent; retry, or send it yourself',
  unknown: 'whether it was sent is not known; look in your sent mail, retry only if it is not there',
};

function wordWanted(run: Run, step: StepId, { outcome, detail }: NoteToMissionControl): Trouble {
  const found = problem('awaits-word', { what: catalogue[step].title, detail: outcomes[outcome] });
  const instruction =
    outcome === 'draft' ? detail : (lineOf(run.state, step, 'preparation')?.instruction ?? '');
  return { kind: 'problem', problem: found, instruction };
}
