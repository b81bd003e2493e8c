import { useState } from 'react';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/context.tsx';
import { PREFERENCES } from '../app/preferences.ts';

export interface Turns {
  /** Whether each turn of a breath is told to a reader of the screen. */
  readonly said: boolean;
  setSaid(said: boolean): void;
}

/** A voice at each breath is company to some and a crowd to others: nothing is said unasked. Kept on this device. */
export function useTurns(): Turns {
  const { preferences } = useApp();
  const [said, setHeld] = useState(() => preferences.read(PREFERENCES.turns) === 'said');
  return {
    said,
    setSaid(next) {
      setHeld(next);
      preferences.write(PREFERENCES.turns, next ? 'said' : '');
    },
  };
}

export function TurnsSwitch({ turns }: { turns: Turns }) {
  const { t } = useTranslation('tools');
  return <Switch label={t('turns')} checked={turns.said} onChange={(event) => turns.setSaid(event.currentTarget.checked)} />;
}
