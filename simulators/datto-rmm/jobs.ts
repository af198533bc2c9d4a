import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { diffRecord } from '../kit/audit.ts';
import type { Json } from '../kit/types.ts';
import { API_ACTOR, type Call, deviceAt, rowAt } from './call.ts';
import { badRequest, notFound } from './errors.ts';
import { page } from './paging.ts';
import { renderInstant } from './render.ts';
import { type Component, type Job, jobRecord, takeId } from './state.ts';

/** How long a device works on a job. */
const RUN_MS = 3_000;
/** How long a job waits for a device that is offline. */
const EXPIRY_MS = 3 * 24 * 3_600_000;

const jobRequest = z.object({
  jobName: z.string().min(1),
  jobComponent: z.object({
    componentUid: z.string(),
    variables: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  }),
});

/** `GET /v2/account/components`. */
export function listComponents(call: Call): Json {
  const rows = call.state.components.map(({ id, uid, name, variables }) => ({
    id,
    credentialsRequired: false,
    uid,
    name,
    description: null,
    categoryCode: 'scripts',
    variables: variables.map((variable, at) => ({
      ...variable,
      type: 'string',
      direction: false,
      description: null,
      variablesIdx: at,
    })),
  }));
  return page(call, 'components', rows);
}

function componentOf({ state }: Call, uid: string): Component {
  const found = state.components.find((one) => one.uid === uid);
  if (!found) throw badRequest('unknown component');
  return found;
}

/** `PUT /v2/device/{deviceUid}/quickjob`: runs code at once, and again each time that it is asked for (R40). */
export function createQuickJob(call: Call): Json {
  const device = deviceAt(call);
  const parsed = jobRequest.safeParse(call.request.body);
  if (!parsed.success) throw badRequest('jobName and jobComponent are needed');
  const { jobName, jobComponent } = parsed.data;
  const component = componentOf(call, jobComponent.componentUid);
  const known = new Set(component.variables.map(({ name }) => name));
  if (jobComponent.variables.some(({ name }) => !known.has(name))) throw badRequest('unknown variable');
  const job: Job = {
    id: takeId(call.state),
    uid: randomUUID(),
    name: jobName,
    deviceUid: device.uid,
    ...jobComponent,
    created: call.context.clock.now().toISOString(),
    ranOn: null,
  };
  call.state.jobs.push(job);
  call.context.audit(API_ACTOR, diffRecord(undefined, jobRecord(job)));
  return { job: renderJob(call, job), jobComponents: [renderComponent(call, job)] };
}

type DeploymentStatus = 'Pending' | 'Running' | 'Success' | 'Expired';

/** Where a job is by now: the device takes it up when it is online, within the job's time. */
function progress({ state, context }: Call, job: Job): DeploymentStatus {
  const nowMs = context.clock.now().getTime();
  const isExpired = nowMs > Date.parse(job.created) + EXPIRY_MS;
  const isOnline = state.devices.some(({ uid, online }) => uid === job.deviceUid && online);
  if (job.ranOn === null && !isExpired && isOnline) {
    const before = jobRecord(job);
    job.ranOn = context.clock.now().toISOString();
    context.audit('device', diffRecord(before, jobRecord(job)));
  }
  if (job.ranOn === null) return isExpired ? 'Expired' : 'Pending';
  return nowMs < Date.parse(job.ranOn) + RUN_MS ? 'Running' : 'Success';
}

function renderJob(call: Call, job: Job): Json {
  const isOver = ['Success', 'Expired'].includes(progress(call, job));
  return {
    id: job.id,
    dateCreated: renderInstant(job.created, call.switches.time),
    name: job.name,
    uid: job.uid,
    status: isOver ? 'completed' : 'active',
  };
}

function renderComponent(call: Call, { componentUid, variables }: Job): Json {
  return { uid: componentUid, name: componentOf(call, componentUid).name, variables };
}

/** `GET /v2/job/{jobUid}`. */
export function getJob(call: Call): Json {
  return renderJob(call, rowAt(call, 0, call.state.jobs));
}

/** `GET /v2/job/{jobUid}/components`. */
export function listJobComponents(call: Call): Json {
  return page(call, 'jobComponents', [renderComponent(call, rowAt(call, 0, call.state.jobs))]);
}

function jobOnDevice(call: Call): Job {
  const job = rowAt(call, 0, call.state.jobs);
  if (deviceAt(call, 1).uid !== job.deviceUid) throw notFound();
  return job;
}

/** `GET /v2/job/{jobUid}/results/{deviceUid}`. */
export function getResults(call: Call): Json {
  const job = jobOnDevice(call);
  const status = progress(call, job);
  const result = {
    componentUid: job.componentUid,
    componentName: componentOf(call, job.componentUid).name,
    componentStatus: 'Success',
    numberOfWarnings: 0,
    hasStdOut: true,
    hasStdErr: false,
  };
  return {
    jobUid: job.uid,
    deviceUid: job.deviceUid,
    ranOn: renderInstant(job.ranOn, call.switches.time),
    jobDeploymentStatus: status,
    componentResults: status === 'Success' ? [result] : [],
  };
}

function output(call: Call, stdData: string): Json {
  const job = jobOnDevice(call);
  if (progress(call, job) !== 'Success') return [];
  const { name } = componentOf(call, job.componentUid);
  return [{ componentUid: job.componentUid, componentName: name, stdData }];
}

/** `GET /v2/job/{jobUid}/results/{deviceUid}/stdout`. */
export const getStdout = (call: Call) => output(call, 'done\n');

/** `GET /v2/job/{jobUid}/results/{deviceUid}/stderr`. */
export const getStderr = (call: Call) => output(call, '');
