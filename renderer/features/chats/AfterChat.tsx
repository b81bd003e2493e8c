import { useState } from 'react';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useIdentity } from '../../app/context.tsx';
import type { ChatView } from '../../engine/types.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { beginAddress } from '../notes/note-places.ts';
import { NoMore } from '../starts/NoMore.tsx';
import { TalkAgain } from '../starts/TalkAgain.tsx';
import { waitingPlace } from '../starts/what-waits.ts';
import { TellDialog } from '../team/TellDialog.tsx';
import { CalmLink } from '../tools/CalmLink.tsx';
import { keptUntilMs } from './keeping.ts';
import { wholeDate } from './time-words.ts';
import styles from './composer.module.css';

/** After the end: a kind word, what becomes of the words (D7), and where to go from here. */
export function AfterChat({ view }: { view: ChatView }) {
  const { t, i18n } = useTranslation(['chats', 'journal']);
  const { card, lines } = view;
  const [telling, setTelling] = useState(false);
  // A listener who was heard by another (F036) has no queue to ask in.
  const place = waitingPlace(useIdentity());
  const { name } = card.with;
  const blocked = card.state === 'blocked';
  const untilMs = keptUntilMs(card, lines);
  const seeker = card.role === 'seeker';
  const happened = t(blocked ? 'after.blocked' : 'after.ended', { name });
  useAnnounced(`@${name}: ${happened}`);
  const kind = blocked ? 'after.blockedBody' : seeker ? 'after.thanksSeeker' : 'after.thanksListener';
  return (
    <section className={styles.after}>
      <p className={styles.cardTitle}>{happened}</p>
      <p>{t(kind)}</p>
      {untilMs !== null && <p className={styles.kept}>{t('after.keptUntil', { date: wholeDate(untilMs, formatLocale(i18n.language, navigator.languages)) })}</p>}
      {card.state === 'ended' && <TalkAgain person={card.with} />}
      {card.state === 'ended' && seeker && <NoMore chat={view.chat} person={card.with} />}
      <p className={styles.ways}>
        <Anchor component={Link} href={place}>
          {t(place === '/talk' ? 'after.again' : 'after.queue')}
        </Anchor>
        <Anchor component={Link} href={beginAddress(view.chat)}>{t('journal:begin.afterChat')}</Anchor>
        <Anchor component={Link} href="/help">
          {t('after.help')}
        </Anchor>
        <Anchor component={CalmLink}>{t('tools:place')}</Anchor>
        <Anchor component="button" type="button" onClick={() => setTelling(true)}>
          {t('team:tell.open')}
        </Anchor>
      </p>
      <TellDialog opened={telling} close={() => setTelling(false)} />
    </section>
  );
}
