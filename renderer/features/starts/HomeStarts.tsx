import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { Section } from '../../ui/Page.tsx';
import { StartNews } from './StartNews.tsx';
import { TheirStarts } from './TheirStarts.tsx';
import { ownAsk, waitingPlace } from './what-waits.ts';

/** On Home: what waits for oneself in person, one's own ask while it waits, and what became of it. */
export function HomeStarts() {
  return (
    <>
      <TheirStarts />
      <OwnAsk />
      <StartNews />
    </>
  );
}

function OwnAsk() {
  const { t } = useTranslation('starts');
  const ask = ownAsk(useReadable(useEngine().starts.waiting));
  const place = waitingPlace(useIdentity());
  if (ask === null) return null;
  return (
    <Section title={t('ask.waits', { name: nameInText(t, ask.with.name) })}>
      <Button component={Link} href={place} variant="light">
        {t('seeWaiting')}
      </Button>
    </Section>
  );
}
