import type { Row } from './entities/types.ts';

const OWNER = 29_682_886;
const CREATED = '2024-03-04T15:00:00.000Z';

/** The first sample customer. */
export const HARBOR_DENTAL = 29_683_510;
/** The second sample customer. */
export const NORTHWIND_LEGAL = 29_683_520;

function company(id: number, companyName: string, more: Partial<Row> = {}): Row {
  const fields = {
    companyName,
    companyType: 1,
    phone: `+1 212 555 ${String(id % 10_000).padStart(4, '0')}`,
    isActive: true,
    ownerResourceID: OWNER,
    createDate: CREATED,
    lastActivityDate: CREATED,
    lastTrackedModifiedDateTime: CREATED,
  };
  return { id, udf: {}, ...more, fields: { ...fields, ...more.fields } };
}

/** Names that are easily taken for each other, or break a selector, a query or an alphabet. */
const LOOK_ALIKES = [
  'Acme',
  'Acme West',
  'ACME',
  'Acme (example)',
  "O'Neil & Sons (NY)",
  'Müller & Söhne GmbH (example)',
  'Café Ångström (example)',
  '東京クリニック (example)',
  'Harbor Dental (example)',
  'Harbor Dental Group West (example)',
  'Northwind Legal LLC (example)',
];

const FIRST_WORDS = [
  ...[
    'Alder',
    'Amber',
    'Birch',
    'Bright',
    'Cedar',
    'Clear',
    'Copper',
    'Crescent',
    'Delta',
    'Eagle',
    'Elm',
    'Granite',
  ],
  ...['Hill', 'Juniper', 'Lake', 'Maple', 'Meadow', 'North', 'Oak', 'Pine'],
];
const SECOND_WORDS = [
  ...[
    'Accounting',
    'Architects',
    'Bakery',
    'Builders',
    'Clinic',
    'Dental',
    'Design',
    'Engineering',
    'Freight',
  ],
  ...['Insurance', 'Law', 'Lumber', 'Optics', 'Physio', 'Realty', 'Veterinary'],
];

function manyCompanies(): Row[] {
  const names = FIRST_WORDS.flatMap((first) => SECOND_WORDS.map((second) => `${first} ${second} (example)`));
  return names.map((name, at) =>
    // Some are former customers; the rows also show the three shapes of user-defined fields that are not set.
    company(29_683_600 + at, name, {
      unsetUdfs: (['listed', 'listed', 'empty', 'missing'] as const)[at % 4] ?? 'listed',
      fields: { isActive: at % 17 !== 0 },
    }),
  );
}

/** More than 300 companies: the MSP itself (id 0), two sample customers, look-alikes, and a crowd. */
export function buildCompanies(): Row[] {
  const city = { address1: '12 Wharf Street', city: 'Portland', state: 'OR', postalCode: '97209' };
  return [
    company(0, 'Example MSP'),
    ...LOOK_ALIKES.map((name, at) =>
      company(29_683_400 + at, name, { fields: { isActive: name !== 'ACME' } }),
    ),
    company(HARBOR_DENTAL, 'Harbor Dental Group (example)', { fields: city, udf: { 'CRM ID': 'HDG-001' } }),
    company(NORTHWIND_LEGAL, 'Northwind Legal LLP (example)', {
      udf: { 'Help Desk': 'None', 'CRM ID': 'NWL-002' },
    }),
    ...manyCompanies(),
  ];
}

/** Harbor Dental has one active location and a closed one; Northwind Legal has one. */
export function buildLocations(): Row[] {
  const location = (id: number, companyID: number, name: string, isActive: boolean): Row => ({
    id,
    fields: { companyID, name, isActive, isPrimary: isActive },
    udf: {},
  });
  return [
    location(29_684_001, HARBOR_DENTAL, 'Main office', true),
    location(29_684_002, HARBOR_DENTAL, 'Old Mill Road (closed)', false),
    location(29_684_003, NORTHWIND_LEGAL, 'Loop office', true),
    location(29_684_006, NORTHWIND_LEGAL, 'Evanston office', true),
    location(29_684_004, 29_683_401, 'West', true),
    location(29_684_005, 29_683_401, 'Airport', true),
  ];
}

function contact(
  id: number,
  companyID: number,
  name: string,
  title: string,
  domain: string,
  isActive = 1,
): Row {
  const [firstName = '', lastName = ''] = name.split(' ');
  const emailAddress = `${firstName}.${lastName}@${domain}`.toLowerCase();
  const fields = { companyID, firstName, lastName, title, emailAddress, isActive, createDate: CREATED };
  return {
    id,
    fields: { ...fields, primaryContact: title === 'Owner' || title === 'Managing Partner' },
    udf: {},
  };
}

/** People of the sample customers. */
export function buildContacts(): Row[] {
  const harbor = 'harbor-dental.example.com';
  const northwind = 'northwind-legal.example.com';
  return [
    contact(29_685_001, HARBOR_DENTAL, 'Dana Whitfield', 'Owner', harbor),
    contact(29_685_002, HARBOR_DENTAL, 'Luis Ortega', 'Office Manager', harbor),
    contact(29_685_003, HARBOR_DENTAL, 'Priya Nair', 'Hygienist', harbor),
    contact(29_685_004, HARBOR_DENTAL, 'Tom Becker', 'Assistant (left)', harbor, 0),
    contact(29_685_005, NORTHWIND_LEGAL, 'Grace Kim', 'Managing Partner', northwind),
    contact(29_685_006, NORTHWIND_LEGAL, 'Omar Haddad', 'Paralegal', northwind),
    contact(29_685_007, 29_683_400, 'Alex Stone', 'Owner', 'acme.example.com'),
  ];
}

/** One recurring contract for each sample customer. */
export function buildContracts(): { contracts: Row[]; services: Row[] } {
  const contract = (id: number, companyID: number, contractName: string): Row => ({
    id,
    fields: {
      companyID,
      contractName,
      contractType: 7,
      status: 1,
      startDate: '2026-01-01T00:00:00.000Z',
      endDate: '2026-12-31T00:00:00.000Z',
    },
    udf: {},
  });
  const service = (id: number, contractID: number, serviceID: number, invoiceDescription: string): Row => ({
    id,
    fields: { contractID, serviceID, unitPrice: 40, invoiceDescription },
    udf: {},
  });
  return {
    contracts: [
      contract(29_686_001, HARBOR_DENTAL, 'Managed services 2026'),
      contract(29_686_002, NORTHWIND_LEGAL, 'Managed services 2026'),
    ],
    services: [
      service(29_687_001, 29_686_001, 21, 'Help desk per device'),
      service(29_687_002, 29_686_002, 22, 'Help desk, time-based'),
    ],
  };
}

/** A few devices; one without a contact (R35). */
export function buildDevices(): Row[] {
  const device = (id: number, companyID: number, referenceTitle: string, contactID: number | null): Row => ({
    id,
    fields: {
      companyID,
      referenceTitle,
      contactID,
      productID: 31,
      isActive: true,
      rmmDeviceID: id - 29_680_000,
      rmmDeviceAuditHostname: referenceTitle,
    },
    udf: {},
  });
  return [
    device(29_688_001, HARBOR_DENTAL, 'HDG-FRONT-01', 29_685_002),
    device(29_688_002, HARBOR_DENTAL, 'HDG-CHAIR-01', 29_685_003),
    device(29_688_003, HARBOR_DENTAL, 'HDG-SRV-01', null),
    device(29_688_004, NORTHWIND_LEGAL, 'NWL-PARTNER-01', 29_685_005),
  ];
}
