import type { ReactNode } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection, useEngine } from '../../app/context.tsx';
import type { WaitingStart } from '../../engine/starts.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { languageInText } from '../talk/languages.ts';
import { useCommand } from '../talk/use-command.ts';
import { AskEverybody } from './AskEverybody.tsx';
import { useKeepWords } from './use-sent-words.ts';
import styles from './starts.module.css';

/** One's own ask, message or invitation that waits: for whom, how long, in which words, and the way to take it back. `children`: what else is known of it. */
export function MyStart({ start, children }: { start: WaitingStart; children?: ReactNode }) {
  const { t, i18n } = useTranslation(['starts', 'talk', 'topics']);
  const { at } = useConnection();
  const { kind, topic, language, text } = start;
  const name = nameInText(t, start.with.name);
  return (
    <section className={styles.mine} aria-label={t(`${kind}.waits`, { name })}>
      <Title order={2} size="h3" tabIndex={-1}>
        {t(`${kind}.waits`, { name })}
      </Title>
      <p>{t(`${kind}.waitsText`, { when: untilWords(start, i18n.language) })}</p>
      {text !== null && (
        <p className={styles.words} dir="auto">
          {text}
        </p>
      )}
      <div className={styles.facts}>
        <span>
          {t('since')} <TimeText atMs={start.sinceMs} />
        </span>
        {topic !== null && <span>{t('talk:waiting.about', { topic: t(`topics:${topic}`) })}</span>}
        {language !== 'en' && <span>{t('talk:waiting.inLanguage', { language: languageInText(language, i18n.language) })}</span>}
      </div>
      {children}
      {start.thenQueue === true && <p className={styles.quiet}>{t('ask.thenQueueSaid')}</p>}
      <p className={styles.quiet}>{t(at === 'online' ? 'keep' : 'keepOffline')}</p>
      <TakeBack start={start} />
    </section>
  );
}

/** An ask ends within minutes, the others on a day. */
function untilWords({ kind, untilMs }: WaitingStart, language: string): string {
  const locale = formatLocale(language, navigator.languages);
  return new Intl.DateTimeFormat(locale, kind === 'ask' ? { timeStyle: 'short' } : { dateStyle: 'long' }).format(untilMs);
}

/** Taken back, words are in their box again. */
function TakeBack({ start }: { start: WaitingStart }) {
  const { t } = useTranslation('starts');
  const { starts } = useEngine();
  const keepWords = useKeepWords();
  const taking = useCommand();
  const takeBack = async (): Promise<void> => {
    if (await taking.run(() => starts.withdraw(start.start))) await keepWords(start);
  };
  return (
    <>
      {taking.failure !== null && <FailureNotice title={t('takeBack.failed')} failure={taking.failure} />}
      <div className={styles.offer}>
        <Button variant="default" disabled={taking.busy} onClick={() => void takeBack()}>
          {t(taking.busy ? 'takeBack.busy' : 'takeBack.go')}
        </Button>
        {start.kind === 'ask' && start.thenQueue !== true && <AskEverybody form={start} instead={start.start} />}
      </div>
    </>
  );
}
