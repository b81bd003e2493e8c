import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_ROLES, FIRST_TRACKS, LATER_ROLES, LATER_TRACKS } from '../../shared/people/roles.ts';
import { CAPABILITIES } from '../../shared/policy/standing.ts';
import { RULES } from '../../shared/policy/verdict.ts';
import { root } from '../lib/root.ts';

const PAGE = 'docs/rules.md';
type Words = Record<string, { readonly why: string; readonly change: string }>;

const json = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T;

/** `docs/rules.md`, made of what the app says to people, what POLICY.md says to whoever builds it, and the roles of a new house. */
export function rulesPage(): string {
  const words = json<Words>('renderer/i18n/en/rules.json');
  const powers = json<{ capability: Record<string, Record<string, string>> }>('renderer/i18n/en/house.json').capability;
  const policy = new Map(
    [...readFileSync(join(root, 'shared/policy/POLICY.md'), 'utf8').matchAll(/^\| (P\d+-[a-z-]+) \| (.*) \| (.*) \|$/gm)].map(
      ([, id = '', says = '', source = '']) => [id, { says, source }],
    ),
  );
  const rules = RULES.map((id) => {
    const { says = '', source = '' } = policy.get(id) ?? {};
    const { why = '', change = '' } = words[id] ?? {};
    return `## ${id}\n\n${says}\n\n- **Why:** ${why}\n- **What would change it:** ${change}\n- From: ${source}\n`;
  });
  const power = (capability: string): string => capability.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], powers) as string;
  const roles = [...FIRST_TRACKS, ...LATER_TRACKS].flatMap((track) =>
    [...FIRST_ROLES, ...LATER_ROLES].filter((role) => role.track === track.id).map((role) => {
      const titles = role.teenNames === null ? role.names.en : `${role.names.en} (${role.teenNames.en}, of a teen)`;
      return `| ${role.rank} | ${titles} | ${track.names.en} | ${role.purposes.en} | ${role.capabilities.map(power).join('; ') || 'nothing of its own'} |`;
    }),
  ).toSorted((one, other) => Number.parseInt(other.slice(2), 10) - Number.parseInt(one.slice(2), 10));
  return [
    '# The rules, in words',
    '',
    'Every refusal in the app, and every button that a rule keeps out of use, can be asked "Why?" and answers with one of these. This page is',
    'made from the same data by `node build/commands/rules.ts`, and `npm run check` fails when it is behind.',
    '',
    '## Roles of a new house',
    '',
    'A role may be changed by whoever holds the power to, so a house may have others by now: "Our Team" in the app shows them. Only a higher',
    `rank appoints, for roles below its own. There are ${CAPABILITIES.length} powers.`,
    '',
    '| rank | role | track | what for | may |',
    '| --- | --- | --- | --- | --- |',
    ...roles,
    '',
    ...rules,
  ].join('\n');
}

export const writeRulesPage = (): void => writeFileSync(join(root, PAGE), rulesPage());

/** Complaints when the page is not what the data makes of it. */
export function checkRulesPage(): string[] {
  const written = (() => {
    try {
      return readFileSync(join(root, PAGE), 'utf8');
    } catch {
      return '';
    }
  })();
  return written === rulesPage() ? [] : [`${PAGE}: it is behind the rules; run \`node build/commands/rules.ts\``];
}
