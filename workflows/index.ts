/** Every workflow that workers serve, under the names of `messages.ts`. */
export { customerRecord } from './customer.ts';
export { desk } from './desk.ts';
export { sweepDrift } from './drift-sweep.ts';
export { lease } from './lease.ts';
export { sweepMorning } from './morning-sweep.ts';
export { onboardCustomer } from './onboarding/onboarding.ts';
export { auditCustomer, planCustomer } from './plan.ts';
export { sweepReminders } from './reminder-sweep.ts';
export { sendCode } from './send-code.ts';
export { sweepInterlock } from './sweep.ts';
export { sweepTickets } from './ticket-sweep.ts';
