import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Notice } from '../../ui/Notice.tsx';
import { openAsSeeker } from './outcome.ts';

/**
 * "Somebody is here for you": leads to the chat and takes nobody there by force, since they may be in the middle of a
 * sentence of their own. `untouchedOnly` leaves out chats in which talk has begun.
 */
export function OpenedCards(props: { untouchedOnly?: boolean }) {
  const { t } = useTranslation('talk');
  const chats = openAsSeeker(useReadable(useEngine().chats), props.untouchedOnly === true);
  return chats.map(({ chat, card }) => (
    <Notice key={chat} kind="good" title={t('opened.title', { name: card.with.name })} safe={t('opened.body')}>
      <Button component={Link} href={`/chats/${chat}`}>
        {t('opened.go')}
      </Button>
    </Notice>
  ));
}
