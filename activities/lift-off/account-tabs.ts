import type { CustomerFile } from '../../domain/customer-file.ts';
import type { StepValues } from '../../domain/steps/step.ts';
import type { AccountTab } from './account-tab.ts';
import { billingTab } from './billing-tab.ts';
import { hoursTab } from './hours-tab.ts';
import { instructionsTab } from './instructions-tab.ts';
import { peopleTab } from './people-tab.ts';

/** The steps that are settings on a tab of the account. */
export type TabStep = 'per-incident-intake' | 'vip-users' | 'approvers' | 'business-hours' | 'instructions';

/** The tab of each step. */
export type AccountTabs = { readonly [Id in TabStep]: AccountTab<StepValues[Id]> };

/** The tabs for one customer. */
export function accountTabs(customer: CustomerFile): AccountTabs {
  return {
    'per-incident-intake': billingTab,
    'vip-users': peopleTab('vips'),
    approvers: peopleTab('approvers'),
    'business-hours': hoursTab(customer.timeZone),
    instructions: instructionsTab,
  };
}
