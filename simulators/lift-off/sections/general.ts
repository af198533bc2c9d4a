import { listOf, type Section, textOf } from './section.ts';

/** What the industry select offers. */
export const INDUSTRIES = [
  'Accounting',
  'Construction',
  'Dental',
  'Education',
  'Finance',
  'Healthcare',
  'Hospitality',
  'Legal',
  'Logistics',
  'Manufacturing',
  'Non-profit',
  'Real estate',
  'Retail',
  'Technology',
  'Other',
];

/** Industry and business applications. */
export const generalSection: Section = {
  slug: 'general',
  title: 'General',
  read: (account) => ({ industry: account.industry, applications: [...account.applications] }),
  plan: (_account, values) => {
    const industry = textOf(values, 'industry').trim();
    const applications = listOf(values, 'applications').filter((entry) => typeof entry === 'string');
    const problems = applications
      .filter((entry, at) => applications.indexOf(entry) !== at)
      .map((entry) => `${entry} is already in the list.`);
    if (!industry) problems.unshift('Choose an industry.');
    else if (!INDUSTRIES.includes(industry)) problems.unshift(`Unknown industry "${industry}".`);
    return {
      problems,
      apply: (account) => {
        account.industry = industry;
        account.applications = applications;
      },
    };
  },
};
