import { z } from 'zod';
import type { ChainHead } from '../../domain/evidence-chain.ts';
import { planInReport } from '../../domain/evidence-seal.ts';
import { type CustomerId, customerIdSchema } from '../../domain/ids.ts';
import { customerStateQuery, customerWorkflowId } from '../../workflows/messages.ts';
import { type Deployment, withDeployment } from '../deployment.ts';
import { describeError } from '../describe-error.ts';
import type { Invocation } from '../invocation.ts';
import { progress } from '../onboarding-client.ts';
import { requireWorkers } from '../workers.ts';
import type { ReportFile } from './file.ts';
import { type ReportedState, referencesOf } from './gather.ts';
import type { Known } from './head-check.ts';

const openingSchema = z.looseObject({
  kind: z.literal('opened'),
  customerId: customerIdSchema,
  runId: z.string(),
});

/** What a customer's record keeps of its onboardings: their heads. */
const recordSchema = z.looseObject({
  evidence: z.array(z.looseObject({ runId: z.string(), length: z.number(), sha256: z.string() })).default([]),
});

/**
 * What Temporal knows of the onboarding that a report says to be of: its workflow, or the customer's record where that
 * is gone. Whoever cannot be asked is no failure: the verdict says so.
 */
export async function knownOf(invocation: Invocation, { raw }: ReportFile): Promise<Known> {
  const opening = openingSchema.safeParse(raw.chain[0]?.fact);
  if (!opening.success) return { kind: 'nothing', why: 'The chain does not say whose onboarding it is of.' };
  const { customerId, runId } = opening.data;
  try {
    return await withDeployment(invocation, async (deployment) => {
      await requireWorkers(deployment, 'workflows');
      const known = await askOnboarding(deployment, customerId, runId).catch(() => undefined);
      return known ?? (await askRecord(deployment, customerId, runId));
    });
  } catch (error) {
    return { kind: 'nothing', why: `The workflow could not be asked. ${describeError(error)}` };
  }
}

/** Undefined when the customer's latest onboarding is another one, or is none. */
async function askOnboarding(
  deployment: Deployment,
  customer: CustomerId,
  runId: string,
): Promise<Known | undefined> {
  const { state }: { readonly state: ReportedState } = await progress(deployment, customer);
  const { chain = [], timeline, plan } = state;
  const opening = openingSchema.safeParse(chain[0]?.fact);
  if (opening.data?.runId !== runId) return undefined;
  return {
    kind: 'onboarding',
    chain,
    timeline,
    plan: plan && planInReport(plan),
    evidence: referencesOf(state),
  };
}

async function askRecord({ client }: Deployment, customer: CustomerId, runId: string): Promise<Known> {
  const handle = client.workflow.getHandle(customerWorkflowId(customer));
  const { evidence } = recordSchema.parse(await handle.query(customerStateQuery));
  const head: ChainHead | undefined = evidence.find((one) => one.runId === runId);
  return head === undefined
    ? {
        kind: 'nothing',
        why: `Neither an onboarding of run ${runId} nor its head in the record of ${customer} is known.`,
      }
    : { kind: 'record', head };
}
