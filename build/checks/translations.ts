import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';

type Texts = { readonly [key: string]: string | Texts };

/** Flat list of `key.path` to text. */
function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') flat.set(path, value);
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}

const variables = (text: string): string => (text.match(/\{\{[^}]+\}\}/g) ?? []).toSorted().join(' ');

/** Plural forms differ by language; keys are compared without them. */
const base = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

/** F222: every locale has every text of English, none empty, with the same variables. Returns complaints. */
export function checkTranslations(folder = join(root, 'renderer/i18n')): string[] {
  const complaints: string[] = [];
  const locales = [...new Set(globSync('*/*.json', { cwd: folder }).map((file) => file.split(/[\\/]/)[0] as string))];
  for (const file of globSync('en/*.json', { cwd: folder })) {
    const feature = file.slice(3);
    const english = read(join(folder, 'en', feature));
    for (const locale of locales.filter((name) => name !== 'en')) {
      complaints.push(...compare(english, read(join(folder, locale, feature)), `${locale}/${feature}`));
    }
  }
  return complaints;
}

function compare(english: Map<string, string>, other: Map<string, string>, where: string): string[] {
  const complaints: string[] = [];
  const otherKeys = new Set([...other.keys()].map(base));
  const englishKeys = new Set([...english.keys()].map(base));
  for (const key of englishKeys) if (!otherKeys.has(key)) complaints.push(`${where}: ${key} is missing`);
  for (const [key, text] of other) {
    if (!englishKeys.has(base(key))) complaints.push(`${where}: ${key} is not in English`);
    if (text.trim() === '') complaints.push(`${where}: ${key} is empty`);
    const source = english.get(key);
    if (source !== undefined && variables(source) !== variables(text)) complaints.push(`${where}: ${key} has other variables`);
  }
  return complaints;
}

function read(file: string): Map<string, string> {
  try {
    return flatten(JSON.parse(readFileSync(file, 'utf8')) as Texts);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}
