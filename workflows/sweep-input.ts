import { workflowInfo } from '@temporalio/workflow';
import type { Limits } from './limits.ts';

/** What a sweep may be started with; a Schedule gives nothing. */
export interface SweepInput {
  /** The instant that it is about, ISO 8601 in UTC: when it was started, if left out. */
  readonly at?: string;
  readonly limits?: Partial<Limits>;
}

/** The instant that a sweep is about, ISO 8601 in UTC. */
export function instantOf({ at }: SweepInput): string {
  return at ?? workflowInfo().startTime.toISOString();
}
