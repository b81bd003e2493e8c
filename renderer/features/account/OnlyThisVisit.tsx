import { useId } from 'react';
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/Page.tsx';
import type { WishToLeave } from './use-visit-wish.ts';

/** F016: a guest who wishes to leave nothing behind. `over`: the relay knows this guest no more; then it may only be taken back. */
export function OnlyThisVisit({ wish, over }: { wish: WishToLeave; over: boolean }) {
  const { t } = useTranslation('account');
  const why = useId();
  const { state } = wish;
  if (state === null || (over && state !== 'on')) return null;
  return (
    <Section title={t('visit.title')} text={t('visit.text')}>
      {state === 'asked' && <p id={why}>{t('visit.asked')}</p>}
      <Switch
        label={t('visit.only')}
        aria-describedby={state === 'asked' ? why : undefined}
        disabled={state === 'asked'}
        checked={state === 'on'}
        onChange={(event) => void wish.set(event.currentTarget.checked)}
      />
    </Section>
  );
}
