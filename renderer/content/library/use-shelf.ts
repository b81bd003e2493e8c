import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryLanguage, readShelf } from './library.ts';
import type { ItemOf, Shelf } from './schema.ts';

/** A shelf in the language of the screens; null for the moment before it is read. */
export function useShelf<S extends Shelf>(shelf: S): readonly ItemOf<S>[] | null {
  const { i18n } = useTranslation();
  const language = libraryLanguage(i18n.language);
  const [items, setItems] = useState<readonly ItemOf<S>[] | null>(null);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const found = await readShelf(shelf, language);
      if (current) setItems(found);
    };
    void read();
    return () => {
      current = false;
    };
  }, [shelf, language]);
  return items;
}
