import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Section } from '../../ui/Page.tsx';
import { OpenedCards } from './OpenedCards.tsx';
import { PlaceWords } from './PlaceWords.tsx';

/** On Home: one's place in the queue, while there is one. */
export function WaitingCard() {
  const { t } = useTranslation('talk');
  const waiting = useReadable(useEngine().waiting);
  if (waiting === null) return null;
  return (
    <Section title={t('waiting.title')}>
      <PlaceWords waiting={waiting} />
      <Button component={Link} href="/talk" variant="light">
        {t('waiting.open')}
      </Button>
    </Section>
  );
}

/** What Home shows of talking: a listener who has come, or the place in the queue. */
export const TalkPart = () => (
  <>
    <OpenedCards untouchedOnly />
    <WaitingCard />
  </>
);
