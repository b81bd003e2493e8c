import { useState } from 'react';
import { Button, Checkbox, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CHAT } from '#shared/limits.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { WaitingStart } from '../../engine/starts.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { nameInText } from '../../ui/name-in-text.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { openAsListener } from '../listen/queue-rights.ts';
import { pageOf } from '../people/filter-kept.ts';
import { AboutLabels } from '../talk/AboutLabels.tsx';
import { useTaking, type Taking } from './use-taking.tsx';
import { theirs, waitingWith } from './what-waits.ts';
import styles from './starts.module.css';

/** What waits for oneself in person: for a listener asks and messages (F157, F158), for a member a listener's first words (F030). */
export function TheirStarts({ only }: { only?: string }) {
  const { t } = useTranslation('starts');
  const { starts } = useEngine();
  const { at } = useConnection();
  const taking = useTaking();
  const all = theirs(useReadable(starts.waiting));
  const shown = only === undefined ? all : waitingWith(all, only);
  // What went wrong is still told when the last of them has gone.
  if (shown.length === 0) return taking.rest;
  return (
    <section className={styles.theirs} aria-label={t('theirs.title')}>
      <Title order={2}>{t('theirs.title')}</Title>
      {at !== 'online' && at !== 'connecting' && <p className={styles.quiet}>{t('theirs.offline')}</p>}
      {taking.rest}
      <ul className={styles.list}>
        {shown.map((start) => (
          <Their key={start.start} start={start} taking={taking} />
        ))}
      </ul>
    </section>
  );
}

function Their({ start, taking }: { start: WaitingStart; taking: Taking }) {
  const { t } = useTranslation(['starts', 'chats', 'talk']);
  const [asking, setAsking] = useState(false);
  const [noMore, setNoMore] = useState(false);
  const full = openAsListener(useReadable(useEngine().chats)) >= CHAT.maxOpenChatsPerListener && start.kind !== 'invitation';
  const { kind, topic, language, text, with: other } = start;
  const name = nameInText(t, other.name);
  const taken = taking.busy === start.start;
  return (
    <li className={styles.their}>
      <Avatar name={other.name} type={other.type} size={44} />
      <div className={styles.who}>
        <strong>
          <Who start={start} />
        </strong>
        <span className={styles.quiet}>
          {t(`chats:kind.${other.type}`)} · {t(`${kind}.came`)} <TimeText atMs={start.sinceMs} />
        </span>
      </div>
      <AboutLabels topic={topic} language={language} />
      {text !== null && (
        <p className={styles.words} dir="auto">
          {text}
        </p>
      )}
      <div className={styles.offer}>
        <Button disabled={full || taking.busy !== null} aria-label={taken ? undefined : t(`${kind}.takeFrom`, { name })} onClick={() => taking.take(start)}>
          {t(taken ? 'taking' : `${kind}.take`)}
        </Button>
        <Button
          variant="default"
          disabled={taking.busy !== null}
          aria-label={t(`${kind}.asideFrom`, { name })}
          // Words go with it, and no press by mistake brings them back.
          onClick={() => (text === null ? void taking.setAside(start) : setAsking(true))}
        >
          {t(`${kind}.aside`)}
        </Button>
      </div>
      {full && <Why rule="P18-enough-chats" question={t('why:of.takeChat', { name })} />}
      {text !== null && (
        <ConfirmDialog
          opened={asking}
          close={() => setAsking(false)}
          title={t(`${kind}.asideTitle`)}
          text={
            <>
              <p>{t(`${kind}.asideText`)}</p>
              {kind === 'invitation' && (
                <Checkbox
                  mt="md"
                  label={t('noMore.with')}
                  description={t('noMore.hint')}
                  checked={noMore}
                  onChange={(event) => setNoMore(event.currentTarget.checked)}
                />
              )}
            </>
          }
          confirm={t(`${kind}.aside`)}
          onConfirm={() => taking.setAside(start, noMore)}
        />
      )}
    </li>
  );
}

/** A guest has no page (F023). */
function Who({ start: { with: other } }: { start: WaitingStart }) {
  const hasPage = other.type !== 'guest' && other.name !== UNKNOWN_NAME && other.name !== FORGOTTEN_NAME;
  return hasPage ? (
    <Link href={pageOf(other.name)} className={styles.page}>
      <PersonName name={other.name} />
    </Link>
  ) : (
    <PersonName name={other.name} />
  );
}
