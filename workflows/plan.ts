import { setHandler, workflowInfo } from '@temporalio/workflow';
import type { Inspection } from '../activities/types.ts';
import type { Plan } from '../domain/plan.ts';
import { inspectEverything } from './inspect-everything.ts';
import { type PlanRequest, planProgressQuery } from './messages.ts';
import { ActivityRunner } from './run-activity.ts';

/** Reads every system and says what would be done. Writes nothing. */
export async function planCustomer(request: PlanRequest): Promise<Plan> {
  const { plan } = await readAndPlan(request);
  return plan;
}

/** What an audit found: the plan as of now, and what each record's reading showed. */
export interface AuditResult {
  readonly plan: Plan;
  readonly inspections: readonly Inspection[];
}

/** Reads every system again and holds it against what is wanted in the customer's phase. Writes nothing. */
export function auditCustomer(request: PlanRequest): Promise<AuditResult> {
  return readAndPlan(request);
}

async function readAndPlan(request: PlanRequest): Promise<AuditResult> {
  const activities = new ActivityRunner(request.limits);
  let waitingFor = 'readings from Autotask and Lift Off';
  setHandler(planProgressQuery, () => ({ waitingFor }));
  const inspections = await inspectEverything(activities, request.customer);
  waitingFor = 'the comparison';
  const now = workflowInfo().startTime.toISOString();
  const plan = await activities.run(
    'composePlan',
    { customer: request.customer, inspections, now },
    `Compare ${request.customer.name} with what is wanted`,
  );
  return { plan, inspections };
}
