import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../ui/use-read.ts';
import { libraryLanguage, readShelf } from './library.ts';
import type { ItemOf, Shelf } from './schema.ts';

/** A shelf in the language of the screens; null for the moment before it is read. */
export function useShelf<S extends Shelf>(shelf: S): readonly ItemOf<S>[] | null {
  const { i18n } = useTranslation();
  const language = libraryLanguage(i18n.language);
  return useRead(useCallback(() => readShelf(shelf, language), [shelf, language]));
}
