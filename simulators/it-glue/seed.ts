import { buildAssets, buildFields, buildPasswords, buildThings, buildTypes } from './seed-assets.ts';
import {
  buildContactTypes,
  buildGlueContacts,
  buildGlueLocations,
  buildOrganizations,
} from './seed-organizations.ts';
import type { ItGlueState } from './state.ts';

/** The sample account, synced from the sample Autotask tenant. All people and companies are invented. */
export function buildSeed(): ItGlueState {
  const organizations = buildOrganizations();
  return {
    rows: {
      organizations,
      locations: buildGlueLocations(),
      contacts: buildGlueContacts(),
      contact_types: buildContactTypes(),
      flexible_asset_types: buildTypes(),
      flexible_asset_fields: buildFields(),
      flexible_assets: buildAssets(organizations),
      passwords: buildPasswords(),
      things: buildThings(),
    },
    denied: [],
    staleAssets: [],
    nextId: 2_957_417_614_246_100,
  };
}
