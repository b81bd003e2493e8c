import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../shared/policy/verdict.ts';
import { REFUSAL_CODES } from '../../shared/protocol/refusal.ts';
import { root } from '../lib/root.ts';

/** The rule books name exactly the rules and codes that the code has. Returns complaints. */
export function checkDocs(): string[] {
  return [
    ...sameIds('shared/policy/POLICY.md', /^\| (P\d+-[a-z-]+) \|/gm, RULES),
    ...sameIds('shared/protocol/PROTOCOL.md', /^\| `([a-z-]+)` \|/gm, REFUSAL_CODES),
  ];
}

function sameIds(file: string, row: RegExp, ids: readonly string[]): string[] {
  const written = new Set([...readFileSync(join(root, file), 'utf8').matchAll(row)].map((match) => match[1] ?? ''));
  return [
    ...ids.filter((id) => !written.has(id)).map((id) => `${file}: ${id} is not written down`),
    ...[...written].filter((id) => !ids.includes(id)).map((id) => `${file}: ${id} is not in the code`),
  ];
}
