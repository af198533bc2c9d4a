import { isGrpcServiceError, NamespaceNotFoundError, WorkflowNotFoundError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

const GRPC_DEADLINE_EXCEEDED = 4;
const GRPC_NOT_FOUND = 5;
const GRPC_PERMISSION_DENIED = 7;
const GRPC_UNAVAILABLE = 14;
const GRPC_UNAUTHENTICATED = 16;

/** What went wrong, for the person who reads: the sentence of the innermost cause that has one, and what helps. */
export function describeError(error: unknown): string {
  for (const cause of causesOf(error).toReversed()) {
    const words = wordsOf(cause);
    if (words !== undefined) return words;
  }
  return error instanceof Error ? error.message : String(error);
}

function wordsOf(cause: unknown): string | undefined {
  if (cause instanceof ApplicationFailure) return withRemedy(cause);
  if (cause instanceof TimeoutFailure) return 'It took too long and was given up. Try again.';
  if (cause instanceof CancelledFailure) return 'It was cancelled in Temporal before it was done.';
  if (cause instanceof TerminatedFailure) return 'It was ended in Temporal before it was done.';
  if (cause instanceof NamespaceNotFoundError) return noNamespace(cause.namespace);
  if (cause instanceof WorkflowNotFoundError) {
    return `Temporal knows no running workflow ${cause.workflowId}. What there is: onboard list --all`;
  }
  return isGrpcServiceError(cause) ? grpcWords(cause.code, cause.details) : undefined;
}

/** Refusals of a workflow are whole sentences; problems of outside systems carry their remedy as first detail. */
function withRemedy({ message, details }: ApplicationFailure): string {
  const remedy = details?.[0];
  return typeof remedy === 'string' ? `${message}\n${remedy}` : message;
}

function grpcWords(code: number, details: string): string {
  switch (code) {
    case GRPC_DEADLINE_EXCEEDED:
      return 'Temporal or a worker did not answer in time. Is a worker running (npm run worker)? Then try again.';
    case GRPC_UNAVAILABLE:
      return `The Temporal server cannot be reached any more: ${details}. Is it running? Then try again.`;
    case GRPC_PERMISSION_DENIED:
    case GRPC_UNAUTHENTICATED:
      return `The Temporal server refuses us: ${details}. Check TEMPORAL_API_KEY or the TLS certificate.`;
    case GRPC_NOT_FOUND:
      return /namespace/i.test(details) ? noNamespace() : `Temporal does not know that: ${details}`;
    default:
      return `Temporal refused: ${details}`;
  }
}

function noNamespace(name?: string): string {
  return `The Temporal server has no namespace ${name ?? 'of that name'}. Make it with: onboard setup`;
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null; ) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
