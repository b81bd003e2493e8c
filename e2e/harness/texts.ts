import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../build/lib/root.ts';

type Texts = { readonly [key: string]: string | Texts };

/** A text of the app by its key, such as `talk:ask`, so that a journey follows the words when they change; in English unless said otherwise. */
export function words(key: string, variables: Readonly<Record<string, string | number>> = {}, language = 'en'): string {
  const [feature = '', path = ''] = key.split(':');
  const file = join(root, 'renderer/i18n', language, `${feature}.json`);
  let found: string | Texts | undefined = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  for (const part of path.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found !== 'string') throw new Error(`no text under ${key}`);
  return Object.entries(variables).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)), found);
}
