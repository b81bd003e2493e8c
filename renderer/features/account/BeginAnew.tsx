import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';

/** F016: for a guest whom the relay does not know any more, since nobody has a password to bring that guest back. */
export function BeginAnew() {
  const { t } = useTranslation('account');
  const { beginAnew } = useApp();
  const [busy, setBusy] = useState(false);
  return (
    <Section title={t('anew.title')} text={t('anew.text')}>
      <Button
        disabled={busy}
        onClick={() => {
          setBusy(true);
          // The place starts anew by it, and this page with it.
          void beginAnew();
        }}
      >
        {t('anew.do')}
      </Button>
    </Section>
  );
}
