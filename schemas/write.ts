// Writes the JSON Schemas anew. Run it after every change of a schema: npm run schemas
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from './json-schemas.ts';

for (const [file, text] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(file, import.meta.url), text);
}
