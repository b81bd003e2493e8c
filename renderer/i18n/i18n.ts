import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from './locales.ts';
import { setNamesApart, withNamesApart } from './names-apart.ts';

type Texts = Record<string, unknown>;

/**
 * Every text of the product: `<locale>/<feature>.json` is the namespace `<feature>`. A new feature adds its two files
 * and is found here by itself. Both locales are in the bundle, so that a change of language needs no network.
 */
const files = import.meta.glob<Texts>('./{en,es}/*.json', { eager: true, import: 'default' });

function resources(): Record<string, Record<string, Texts>> {
  const all: Record<string, Record<string, Texts>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, locale = '', feature = ''] = /^\.\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? [];
    (all[locale] ??= {})[feature] = withNamesApart(texts);
  }
  return all;
}

/** An i18next of its own, ready at once. React escapes what it renders, so i18next must not escape again. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: resources(),
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  setNamesApart(instance);
  return instance;
}
