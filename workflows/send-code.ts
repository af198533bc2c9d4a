import { ApplicationFailure } from '@temporalio/workflow';
import type { CodeRequest } from '../activities/types.ts';
import { ActivityRunner, problemOf } from './run-activity.ts';

/** Mails a code for the page that asked for it: the web process holds no login of the mail server. Never twice. */
export async function sendCode(request: CodeRequest): Promise<void> {
  const activities = new ActivityRunner();
  try {
    await activities.run('sendCode', request, `Mail ${request.person} a code`, 'send');
  } catch (error) {
    const { message, code, remedy } = problemOf(error);
    throw ApplicationFailure.nonRetryable(message, code, remedy);
  }
}
