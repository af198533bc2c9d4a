import {
  decimal,
  type EntityDefinition,
  flag,
  instant,
  integer,
  pick,
  readOnly,
  reference,
  required,
  text,
} from './types.ts';

/** Contracts: a hint only, the signed contract decides (R6). */
export const contracts: EntityDefinition = {
  path: 'Contracts',
  name: 'Contract',
  hasUdfs: true,
  writes: { create: true, update: true },
  fields: [
    required(reference('companyID', 'Companies', { createOnly: true })),
    required(text('contractName')),
    text('contractNumber', 50),
    required(pick('contractType', { createOnly: true })),
    required(pick('status')),
    text('description', 2000),
    required(instant('startDate')),
    required(instant('endDate')),
    reference('contactID', 'Contacts'),
    flag('isDefaultContract'),
    readOnly(instant('lastModifiedDateTime')),
  ],
};

/** The recurring services of a contract. */
export const contractServices: EntityDefinition = {
  path: 'ContractServices',
  name: 'ContractService',
  writes: {
    below: { parent: 'Contracts', segment: 'Services', key: 'contractID' },
    create: true,
    update: true,
  },
  fields: [
    required(reference('contractID', 'Contracts', { createOnly: true })),
    required(integer('serviceID', { createOnly: true })),
    decimal('unitPrice'),
    decimal('unitCost'),
    text('invoiceDescription', 1000),
    text('internalDescription', 100),
  ],
};

/** Configuration items: devices. Most comes from the RMM integration; each has one contact (R35, R36). */
export const configurationItems: EntityDefinition = {
  path: 'ConfigurationItems',
  name: 'ConfigurationItem',
  hasUdfs: true,
  impersonation: true,
  writes: { create: true, update: true },
  fields: [
    required(reference('companyID', 'Companies', { createOnly: true })),
    reference('companyLocationID', 'CompanyLocations'),
    reference('contactID', 'Contacts'),
    reference('contractID', 'Contracts'),
    required(integer('productID')),
    text('referenceTitle', 255),
    text('referenceNumber', 50),
    text('serialNumber', 100),
    required(flag('isActive')),
    instant('installDate'),
    text('notes', 5000),
    integer('rmmDeviceID'),
    text('rmmDeviceUID', 100),
    readOnly(text('rmmDeviceAuditHostname', 255)),
    readOnly(text('rmmDeviceAuditLastUser', 255)),
    readOnly(text('rmmDeviceAuditOperatingSystem', 255)),
    readOnly(reference('impersonatorCreatorResourceID', 'Resources')),
    readOnly(instant('createDate')),
    readOnly(instant('lastModifiedTime')),
  ],
};
