import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Button, Kbd } from '@mantine/core';
import { Missing } from '../../app/Missing.tsx';
import type { Meditation } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Page } from '../../ui/Page.tsx';
import { HelpFoot } from '../help/HelpFoot.tsx';
import { Stage } from './Stage.tsx';

export const LIST = '/growth/meditations';

/** One meditation: what it is, and the player. */
export function MeditationScreen({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const { i18n } = useTranslation();
  const all = useShelf('meditations');
  if (all === null) return null;
  const meditation = all.find(({ id }) => id === params['meditation']);
  // In another language it is another script: the player begins anew.
  return meditation === undefined ? <Missing /> : <Shown key={`${meditation.id} ${i18n.language}`} meditation={meditation} />;
}

function Shown({ meditation }: { meditation: Meditation }) {
  const { t } = useTranslation('meditations');
  const [, go] = useLocation();
  return (
    <Page
      title={meditation.title}
      windowTitle={t('place')}
      actions={
        <Button component={Link} href={LIST} variant="default" rightSection={<Kbd size="xs">Esc</Kbd>}>
          {t('leave')}
        </Button>
      }
    >
      <Stage meditation={meditation} leave={() => go(LIST)} />
      <HelpFoot />
    </Page>
  );
}
