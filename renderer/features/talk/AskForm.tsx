import { useState } from 'react';
import { Anchor, Button, Chip, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CHAT_LANGUAGES, TOPICS, type ChatLanguage, type Topic } from '#shared/words.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { languageName, languageOf } from './languages.ts';
import { lapsedLast } from './outcome.ts';
import { useCommand } from './use-command.ts';
import styles from './talk.module.css';

/** A topic if one likes, a language, and the asking itself (F151, F153). */
export function AskForm() {
  const { t, i18n } = useTranslation('talk');
  const engine = useEngine();
  const identity = useIdentity();
  const gate = useGate();
  const asking = useCommand();
  const [topic, setTopic] = useState<Topic | null>(null);
  const [language, setLanguage] = useState<ChatLanguage>(() => languageOf(i18n.language));
  const lapsed = lapsedLast(useReadable(engine.notices));
  const ask = (): void => gate.pass(() => void asking.run(() => engine.createRequest({ topic, language })));

  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      {lapsed && <Notice kind="note" title={t('lapsed.title')} safe={t('lapsed.body')} />}
      <Offline />
      <fieldset className={styles.topics}>
        <legend>{t('topic.legend')}</legend>
        <p className={styles.hint}>{t('topic.hint')}</p>
        <div className={styles.chips}>
          {TOPICS.map((one) => (
            <Chip key={one} checked={topic === one} onChange={(on) => setTopic(on ? one : null)} variant="light">
              {t(`topics:${one}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <NativeSelect
        className={styles.language}
        label={t('language.label')}
        description={t('language.hint')}
        data={CHAT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.language) }))}
        value={language}
        onChange={(event) => setLanguage(languageOf(event.currentTarget.value))}
      />
      {asking.failure !== null && <FailureNotice title={t('failed')} failure={asking.failure} />}
      <div className={styles.send}>
        <Button type="submit" size="lg" disabled={asking.busy}>
          {t(asking.busy ? 'asking' : 'ask')}
        </Button>
      </div>
      <p className={styles.hint}>
        {identity.at === 'local' || identity.me.ageGroup === null
          ? t('seenNew') // F015: a guest's name stays in the background until they meet somebody.
          : `${t(identity.me.ageGroup === 'teen' ? 'seenTeen' : 'seen', { name: identity.me.name })} ${t(`seenMore.${identity.me.type === 'guest' ? 'guest' : 'member'}`)}`}
      </p>
      <p className={styles.hint}>
        {t('danger')}{' '}
        <Anchor component={Link} href="/help" inherit>
          {t('helpNow')}
        </Anchor>
      </p>
      {gate.dialog}
    </form>
  );
}

/** Says before the asking that it cannot succeed, and what still works (DESIGN promise 2). */
function Offline() {
  const { t } = useTranslation('talk');
  const engine = useEngine();
  const { at } = useConnection();
  if (at !== 'offline' && at !== 'waiting') return null;
  return (
    <Notice kind="note" title={t('offline.title')} safe={t('offline.body')}>
      <Button variant="light" onClick={() => engine.reconnect()}>
        {t('offline.retry')}
      </Button>
    </Notice>
  );
}
