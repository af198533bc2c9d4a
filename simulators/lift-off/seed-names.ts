const FIRST = [
  'Alder',
  'Birch',
  'Canyon',
  'Delta',
  'Ember',
  'Falcon',
  'Granite',
  'Horizon',
  'Iris',
  'Juniper',
  'Keystone',
  'Lantern',
  'Meadow',
  'Nimbus',
  'Orchard',
  'Prairie',
  'Quarry',
  'Redwood',
  'Summit',
  'Tidewater',
];

const SECOND = [
  'Accounting',
  'Architects',
  'Builders',
  'Clinic',
  'Dental',
  'Engineering',
  'Foods',
  'Insurance',
  'Law Group',
  'Logistics',
  'Media',
  'Optics',
  'Partners',
  'Realty',
  'Schools',
];

/** Names that searches and comparisons are likely to get wrong. */
export const LOOK_ALIKES = [
  'Acme',
  'Acme West',
  'ACME',
  'Acme  (old)',
  "O'Neil & Sons (NY)",
  "O'Neil & Sons (NJ)",
  'Harbor Dental',
  'Harbor Dental Group of Ohio',
  'Northwind Traders',
  'Café Zürich',
  'Łódź Logistics',
  'Ångström Labs',
  'Señor Óptica',
  '青空 Trading',
  '"Quoted" <Company>',
];

/** 300 plain invented company names, always the same. */
export function plainNames(): string[] {
  return FIRST.flatMap((first) => SECOND.map((second) => `${first} ${second}`));
}
