import type { FastifyReply } from 'fastify';
import { type EvidenceReference, isPicture } from '../../../domain/evidence.ts';
import type { StepId } from '../../../domain/steps/step.ts';
import type { OnboardingState } from '../../../workflows/onboarding/state.ts';
import { isUnaltered } from '../../report/gather.ts';
import { NotHere } from '../errors.ts';
import type { WebParts } from '../parts.ts';

/** The last visit’s pictures say how it looks; older ones stand in the report. */
const MOST = 6;

/** The pictures of a step that the evidence names, the newest last. */
export function picturesOf(state: OnboardingState, step: StepId | undefined): EvidenceReference[] {
  if (step === undefined) return [];
  const named = [
    ...state.chain.flatMap(({ fact }) =>
      fact.kind === 'settled' && fact.step === step ? fact.evidence : [],
    ),
    ...state.openItems.flatMap((item) => (item.step === step ? (item.evidence ?? []) : [])),
  ];
  const pictures = named.filter(({ key }) => isPicture(key));
  return [...new Map(pictures.map((picture) => [picture.sha256, picture])).values()].slice(-MOST);
}

/** `…/03-vip-users-before.png` shows “vip users before”. */
export function pictureWords({ key }: EvidenceReference): string {
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/\.[a-z]+$/, '');
  return name.replace(/^\d+-/, '').replaceAll('-', ' ');
}

/** Sends a picture of the step, if it is the one that was kept. Throws `NotHere`. */
export async function sendPicture(
  { desk }: WebParts,
  reply: FastifyReply,
  pictures: readonly EvidenceReference[],
  sha256: string,
): Promise<FastifyReply> {
  const reference = pictures.find((picture) => picture.sha256 === sha256);
  const bytes = reference && (await desk.evidence(reference.key));
  if (reference === undefined || bytes === undefined || !isUnaltered(reference, bytes))
    throw new NotHere('That picture is not in the evidence store, or is not what was kept there.');
  return reply.type(reference.key.endsWith('.png') ? 'image/png' : 'image/jpeg').send(Buffer.from(bytes));
}
