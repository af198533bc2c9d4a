import { setHandler, workflowInfo } from '@temporalio/workflow';
import type { Inspection } from '../activities/types.ts';
import type { Plan, PlanLine } from '../domain/plan.ts';
import { records, systemTitles } from '../domain/steps/catalogue.ts';
import { inspectEverything, readableRecords } from './inspect-everything.ts';
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
  const { customer } = request;
  let waitingFor = 'the profile';
  setHandler(planProgressQuery, () => ({ waitingFor }));
  const now = workflowInfo().startTime.toISOString();
  const compare = (inspections: readonly Inspection[]) =>
    activities.run(
      'composePlan',
      { customer, inspections, now },
      `Compare ${customer.name} with what is wanted`,
    );
  // Without readings it says which systems matter for this customer, and whether the date exists.
  const { lines } = await compare([]);
  waitingFor = `readings from ${systemsOf(lines)}`;
  const inspections = await inspectEverything(activities, customer, lines);
  waitingFor = 'the comparison';
  return { plan: await compare(inspections), inspections };
}

function systemsOf(lines: readonly PlanLine[]): string {
  const systems = readableRecords(lines).map((record) => systemTitles[records[record].system]);
  return [...new Set(systems)].join(', ');
}
