/** Why a command could not do what was asked: what was wanted, what happened, what to do next. Exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
