import { type Client, isGrpcServiceError } from '@temporalio/client';
import { SearchAttributeType } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { searchAttributeKeys } from '../workflows/search-attributes.ts';
import { missingSchedules, type ScheduleWish, setUpSchedules } from './schedules.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;
const GRPC_ALREADY_EXISTS = 6;
const GRPC_NOT_FOUND = 5;
const DAY_MS = 86_400_000;
/** How often and how long a fresh namespace is asked for until every service of the server knows it. */
const LOOK_EVERY_MS = 200;
const LOOK_FOR_MS = 30_000;

/** What a namespace must have before workers serve it. */
export interface NamespaceWish extends ScheduleWish {
  /** How long closed workflows stay readable. */
  readonly retentionDays: number;
}

/** Makes the namespace complete; of what is there already only the times of Schedules follow the profile. Tells each thing done, one line each. */
export async function setUpNamespace(client: Client, wish: NamespaceWish): Promise<string[]> {
  const told = [await registerNamespace(client, wish.retentionDays)];
  told.push(await addSearchAttributes(client));
  told.push(...(await setUpSchedules(client, wish)));
  return told;
}

/** What the namespace lacks, in words; empty when workers may start. */
export async function missingInNamespace(client: Client): Promise<string[]> {
  const known = await registeredSearchAttributes(client);
  if (known === undefined) return [`the namespace “${client.options.namespace}” itself`];
  const missing = searchAttributeKeys.filter((key) => known[key.name] === undefined);
  const lacking = missing.map((key) => `the search attribute ${key.name}`);
  const schedules = await missingSchedules(client);
  return [...lacking, ...schedules.map((id) => `the Schedule ${id}`)];
}

async function registerNamespace(client: Client, retentionDays: number): Promise<string> {
  const { namespace } = client.options;
  try {
    await client.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retentionDays * DAY_MS),
    });
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === GRPC_ALREADY_EXISTS)
      return `Namespace ${namespace}: there.`;
    throw error;
  }
  await until(async () => (await registeredSearchAttributes(client)) !== undefined, `namespace ${namespace}`);
  return `Namespace ${namespace}: made, closed workflows are kept ${retentionDays} days.`;
}

async function addSearchAttributes(client: Client): Promise<string> {
  const known = (await registeredSearchAttributes(client)) ?? {};
  const missing = searchAttributeKeys.filter((key) => known[key.name] === undefined);
  if (missing.length === 0) return 'Search attributes: there.';
  await client.connection.operatorService.addSearchAttributes({
    namespace: client.options.namespace,
    searchAttributes: Object.fromEntries(missing.map((key) => [key.name, indexedType(key.type)])),
  });
  await until(async () => {
    const now = await registeredSearchAttributes(client);
    return missing.every((key) => now?.[key.name] !== undefined);
  }, 'search attributes');
  return `Search attributes: made ${missing.map((key) => key.name).join(', ')}.`;
}

/** Undefined when the namespace does not exist. */
async function registeredSearchAttributes(client: Client) {
  try {
    const { namespace } = client.options;
    const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
    return customAttributes ?? {};
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === GRPC_NOT_FOUND) return undefined;
    throw error;
  }
}

function indexedType(type: (typeof searchAttributeKeys)[number]['type']) {
  switch (type) {
    case SearchAttributeType.KEYWORD:
      return IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
    case SearchAttributeType.DATETIME:
      return IndexedValueType.INDEXED_VALUE_TYPE_DATETIME;
    case SearchAttributeType.BOOL:
      return IndexedValueType.INDEXED_VALUE_TYPE_BOOL;
  }
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + LOOK_FOR_MS;
  while (!(await isTrue())) {
    if (Date.now() > deadline)
      throw new Error(`The Temporal server accepted ${what} but does not show it. Try again.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
